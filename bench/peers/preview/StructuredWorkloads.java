import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import jacquard.bench.core.CoreProcess;
import jacquard.bench.core.CoreWorkload;
import jacquard.bench.core.CoreWorkloads;
import jacquard.bench.core.Footprint;

/**
 * The task workloads with the JDK's structured concurrency. It is a preview of JDK 25, hence a source
 * file that Java's launcher compiles with {@code --enable-preview}: the bench itself has none.
 */
final class StructuredWorkloads implements CoreWorkloads {

  /** Process of the subject {@code jdk-structured}. */
  public static void main(String[] arguments) throws Exception {
    CoreProcess.run(new StructuredWorkloads(), arguments);
  }

  @Override
  public long run(CoreWorkload workload, int size) throws Exception {
    try (var scope = StructuredTaskScope.open(Joiner.<Long>allSuccessfulOrThrow())) {
      Subtask<Long> root = scope.fork(() -> onVirtualThread(workload, size));
      scope.join();
      return root.get();
    }
  }

  private static long onVirtualThread(CoreWorkload workload, int size) throws InterruptedException {
    return switch (workload) {
      case W1 -> spawnJoin(size);
      case W5 -> skynet(0, size);
      case W6 -> sleepers(size);
      case W7 -> waiting(size);
      default ->
          throw new IllegalArgumentException("StructuredTaskScope has no channels for " + workload);
    };
  }

  private static long spawnJoin(int tasks) throws InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow())) {
      Subtask<?>[] all = new Subtask<?>[tasks];
      for (int i = 0; i < tasks; i++) {
        all[i] = scope.fork(() -> {});
      }
      scope.join();
      return ended(all);
    }
  }

  private static long skynet(long first, int leaves) throws InterruptedException {
    if (leaves == 1) {
      return first;
    }
    int share = leaves / CoreWorkload.FAN_OUT;
    try (var scope = StructuredTaskScope.open(Joiner.<Long>allSuccessfulOrThrow())) {
      for (int child = 0; child < CoreWorkload.FAN_OUT; child++) {
        long firstOfChild = first + (long) child * share;
        scope.fork(() -> skynet(firstOfChild, share));
      }
      return scope.join().mapToLong(Subtask::get).sum();
    }
  }

  private static long sleepers(int tasks) throws InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow())) {
      Subtask<?>[] all = new Subtask<?>[tasks];
      for (int i = 0; i < tasks; i++) {
        all[i] = scope.fork(() -> {
          Thread.sleep(CoreWorkload.SLEEP);
          return null;
        });
      }
      scope.join();
      return ended(all);
    }
  }

  /** One latch for all of them, as the subject {@code jdk} has. */
  private static long waiting(int tasks) throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(tasks);
    try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow())) {
      Subtask<?>[] all = new Subtask<?>[tasks];
      for (int i = 0; i < tasks; i++) {
        all[i] = scope.fork(() -> {
          waiting.countDown();
          gate.await();
          return null;
        });
      }
      waiting.await();
      Footprint.take();
      gate.countDown();
      scope.join();
      return ended(all);
    }
  }

  /** How many have run to their end. */
  private static long ended(Subtask<?>[] all) {
    long ended = 0;
    for (Subtask<?> subtask : all) {
      if (subtask.state() == Subtask.State.SUCCESS) {
        ended++;
      }
    }
    return ended;
  }
}
