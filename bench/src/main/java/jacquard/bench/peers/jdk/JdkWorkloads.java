package jacquard.bench.peers.jdk;

import jacquard.bench.core.CoreProcess;
import jacquard.bench.core.CoreWorkload;
import jacquard.bench.core.CoreWorkloads;
import jacquard.bench.core.Footprint;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The workloads with what the JDK has outside of preview: virtual threads, {@link FutureTask} where
 * a result is needed, and the queues and locks of {@code java.util.concurrent}.
 */
public final class JdkWorkloads implements CoreWorkloads {

  /** All but W10: the JDK has no select, one queue for both producers would be another workload. */
  public static final Set<CoreWorkload> WORKLOADS =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CoreWorkload.W10)));

  /** Process of the subject {@code jdk}. */
  public static void main(String[] arguments) throws Exception {
    CoreProcess.run(new JdkWorkloads(), arguments);
  }

  @Override
  public long run(CoreWorkload workload, int size) throws Exception {
    return start(() -> onVirtualThread(workload, size)).get();
  }

  private static long onVirtualThread(CoreWorkload workload, int size) throws Exception {
    return switch (workload) {
      case W1 -> spawnJoin(size);
      case W2 -> pingPong(size);
      case W3, W4 -> pipe(workload.producers(), size);
      case W5 -> skynet(0, size);
      case W6 -> sleepers(size);
      case W7 -> waiting(size);
      case W8 -> yields(size);
      case W9 -> mutex(size);
      case W10 -> throw new IllegalArgumentException("the JDK has no select over queues");
      case W11 -> requests(size);
    };
  }

  private static long spawnJoin(int tasks) throws InterruptedException {
    return joinAll(startAll(tasks, () -> {}));
  }

  private static Thread[] startAll(int threads, Runnable body) {
    Thread[] started = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      started[i] = Thread.startVirtualThread(body);
    }
    return started;
  }

  private static long joinAll(Thread[] threads) throws InterruptedException {
    long joined = 0;
    for (Thread thread : threads) {
      thread.join();
      joined++;
    }
    return joined;
  }

  private static long pingPong(int roundTrips) throws InterruptedException, ExecutionException {
    BlockingQueue<Integer> pings = new SynchronousQueue<>();
    BlockingQueue<Integer> pongs = new SynchronousQueue<>();
    FutureTask<Long> caller =
        start(() -> {
          long sum = 0;
          for (int i = 0; i < roundTrips; i++) {
            pings.put(i);
            sum += pongs.take();
          }
          return sum;
        });
    FutureTask<@Nullable Void> echo =
        start(() -> {
          for (int i = 0; i < roundTrips; i++) {
            pongs.put(pings.take());
          }
          return null;
        });
    echo.get();
    return caller.get();
  }

  private static long pipe(int producers, int messages)
      throws InterruptedException, ExecutionException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(CoreWorkload.CAPACITY);
    int share = messages / producers;
    FutureTask<Long> consumer =
        start(() -> {
          long sum = 0;
          for (int i = 0; i < producers * share; i++) {
            sum += queue.take();
          }
          return sum;
        });
    for (int producer = 0; producer < producers; producer++) {
      FutureTask<@Nullable Void> _ =
          start(() -> {
            for (int i = 0; i < share; i++) {
              queue.put(i);
            }
            return null;
          });
    }
    return consumer.get();
  }

  private static long skynet(long first, int leaves)
      throws InterruptedException, ExecutionException {
    if (leaves == 1) {
      return first;
    }
    int share = leaves / CoreWorkload.FAN_OUT;
    @SuppressWarnings({"unchecked", "rawtypes"})
    FutureTask<Long>[] children = new FutureTask[CoreWorkload.FAN_OUT];
    for (int child = 0; child < children.length; child++) {
      long firstOfChild = first + (long) child * share;
      children[child] = start(() -> skynet(firstOfChild, share));
    }
    long sum = 0;
    for (FutureTask<Long> child : children) {
      sum += child.get();
    }
    return sum;
  }

  private static long sleepers(int tasks) throws InterruptedException {
    return joinAll(startAll(tasks, uninterrupted(() -> Thread.sleep(CoreWorkload.SLEEP))));
  }

  /** One latch for all of them: what a thread needs to wait there is a node of its queue. */
  private static long waiting(int tasks) throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(tasks);
    Runnable waiter =
        uninterrupted(() -> {
          waiting.countDown();
          gate.await();
        });
    Thread[] threads = startAll(tasks, waiter);
    waiting.await();
    Footprint.take();
    gate.countDown();
    return joinAll(threads);
  }

  @SuppressWarnings("ThreadPriorityCheck") // yields are what is measured
  private static long yields(int times) throws InterruptedException, ExecutionException {
    Callable<Long> yielder =
        () -> {
          long yields = 0;
          while (yields < times) {
            Thread.yield();
            yields++;
          }
          return yields;
        };
    FutureTask<Long> one = start(yielder);
    FutureTask<Long> other = start(yielder);
    return one.get() + other.get();
  }

  private static long mutex(int acquisitions) throws InterruptedException {
    Lock lock = new ReentrantLock();
    long[] counter = new long[1];
    Runnable locker =
        () -> {
          for (int i = 0; i < acquisitions / CoreWorkload.LOCKERS; i++) {
            lock.lock();
            try {
              counter[0]++;
            } finally {
              lock.unlock();
            }
          }
        };
    joinAll(startAll(CoreWorkload.LOCKERS, locker));
    return counter[0];
  }

  private static long requests(int requests) throws InterruptedException, ExecutionException {
    BlockingQueue<CompletableFuture<Integer>> queue =
        new ArrayBlockingQueue<>(CoreWorkload.CAPACITY);
    FutureTask<@Nullable Void> server =
        start(() -> {
          for (int i = 0; i < requests; i++) {
            queue.take().complete(1);
          }
          return null;
        });
    FutureTask<Long> client =
        start(() -> {
          long sum = 0;
          for (int i = 0; i < requests; i++) {
            CompletableFuture<Integer> reply = new CompletableFuture<>();
            queue.put(reply);
            sum += reply.get();
          }
          return sum;
        });
    server.get();
    return client.get();
  }

  /** A body that may wait, for a thread that nobody interrupts. */
  private static Runnable uninterrupted(Waiting body) {
    return () -> {
      try {
        body.run();
      } catch (InterruptedException interrupt) {
        throw new IllegalStateException("nobody interrupts it", interrupt);
      }
    };
  }

  private interface Waiting {
    void run() throws InterruptedException;
  }

  private static <T extends @Nullable Object> FutureTask<T> start(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    Thread.startVirtualThread(task);
    return task;
  }
}
