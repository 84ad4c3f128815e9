package jacquard.bench.peers.jdk;

import jacquard.bench.core.CoreProcess;
import jacquard.bench.core.CoreWorkload;
import jacquard.bench.core.CoreWorkloads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * The workloads with what the JDK has outside of preview: virtual threads, {@link FutureTask} where
 * a result is needed, and the queues of {@code java.util.concurrent}.
 */
public final class JdkWorkloads implements CoreWorkloads {

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
      default -> throw new IllegalArgumentException("not yet: " + workload);
    };
  }

  private static long spawnJoin(int tasks) throws InterruptedException {
    Thread[] threads = new Thread[tasks];
    for (int i = 0; i < tasks; i++) {
      threads[i] = Thread.startVirtualThread(() -> {});
    }
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

  private static <T extends @Nullable Object> FutureTask<T> start(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    Thread.startVirtualThread(task);
    return task;
  }
}
