package jacquard.bench.micro;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The operations that the JDK has too, on a virtual thread. */
@State(Scope.Thread)
public class JdkBenchmarks {
  private static final int CAPACITY = 64;
  private static final Integer VALUE = 1_000;
  private static final ScopedValue<Integer> FIRST = ScopedValue.newInstance();
  private static final ScopedValue<Integer> SECOND = ScopedValue.newInstance();
  private static final ScopedValue<Integer> THIRD = ScopedValue.newInstance();
  private static final int LOCALS_READ = 1_000;

  private final Queue<Integer> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore semaphore = new Semaphore(1);
  private long count;

  @Benchmark
  public Integer channel() {
    queue.offer(VALUE);
    return queue.poll();
  }

  @Benchmark
  public Integer oneShot() {
    CompletableFuture<Integer> place = new CompletableFuture<>();
    place.complete(VALUE);
    return place.join();
  }

  @Benchmark
  public void mutex() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  @Benchmark
  public void semaphore() throws InterruptedException {
    semaphore.acquire();
    semaphore.release();
  }

  @Benchmark
  @OperationsPerInvocation(LOCALS_READ)
  public void local(Blackhole hole) {
    ScopedValue.where(THIRD, VALUE)
        .where(SECOND, VALUE)
        .where(FIRST, VALUE)
        .run(() -> {
          for (int i = 0; i < LOCALS_READ; i++) {
            hole.consume(read());
          }
        });
  }

  /** Not inlined: no loop may keep the value for the next turn. */
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static Integer read() {
    return THIRD.get();
  }
}
