import com.softwaremill.jox.structured.Fork;
import com.softwaremill.jox.structured.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import jacquard.bench.core.CoreProcess;
import jacquard.bench.core.CoreWorkload;
import jacquard.bench.core.CoreWorkloads;
import jacquard.bench.core.Footprint;

/**
 * The task workloads with Jox's supervised scopes and forks. They stand on the JDK's structured
 * concurrency, a preview of JDK 25, hence a source file that Java's launcher compiles with
 * {@code --enable-preview}: the bench itself has none.
 */
final class JoxScopeWorkloads implements CoreWorkloads {

  /** Process of the subject {@code jox-structured}. */
  public static void main(String[] arguments) throws Exception {
    CoreProcess.run(new JoxScopeWorkloads(), arguments);
  }

  @Override
  public long run(CoreWorkload workload, int size) throws Exception {
    return Scopes.supervised(scope -> scope.fork(() -> onVirtualThread(workload, size)).join());
  }

  private static long onVirtualThread(CoreWorkload workload, int size) throws InterruptedException {
    return switch (workload) {
      case W1 -> spawnJoin(size);
      case W5 -> skynet(0, size);
      case W6 -> sleepers(size);
      case W7 -> waiting(size);
      default -> throw new IllegalArgumentException("the scope makes no difference to " + workload);
    };
  }

  private static long spawnJoin(int tasks) throws InterruptedException {
    return Scopes.supervised(scope -> {
      List<Fork<Void>> forks = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        forks.add(scope.fork(() -> null));
      }
      return joinAll(forks);
    });
  }

  private static long skynet(long first, int leaves) throws InterruptedException {
    if (leaves == 1) {
      return first;
    }
    int share = leaves / CoreWorkload.FAN_OUT;
    return Scopes.supervised(scope -> {
      List<Fork<Long>> children = new ArrayList<>(CoreWorkload.FAN_OUT);
      for (int child = 0; child < CoreWorkload.FAN_OUT; child++) {
        long firstOfChild = first + (long) child * share;
        children.add(scope.fork(() -> skynet(firstOfChild, share)));
      }
      long sum = 0;
      for (Fork<Long> child : children) {
        sum += child.join();
      }
      return sum;
    });
  }

  private static long sleepers(int tasks) throws InterruptedException {
    return Scopes.supervised(scope -> {
      List<Fork<Void>> forks = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        forks.add(
            scope.fork(() -> {
              Thread.sleep(CoreWorkload.SLEEP);
              return null;
            }));
      }
      return joinAll(forks);
    });
  }

  /** One latch for all of them, as the subject {@code jdk} has. */
  private static long waiting(int tasks) throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(tasks);
    return Scopes.supervised(scope -> {
      List<Fork<Void>> forks = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        forks.add(
            scope.fork(() -> {
              waiting.countDown();
              gate.await();
              return null;
            }));
      }
      waiting.await();
      Footprint.take();
      gate.countDown();
      return joinAll(forks);
    });
  }

  private static long joinAll(List<Fork<Void>> forks)
      throws InterruptedException, ExecutionException {
    long joined = 0;
    for (Fork<Void> fork : forks) {
      fork.join();
      joined++;
    }
    return joined;
  }
}
