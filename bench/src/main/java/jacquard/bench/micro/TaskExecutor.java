package jacquard.bench.micro;

import jacquard.task.Scope;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs the threads of JMH as tasks, so that a benchmark meets what code in a task meets. */
public final class TaskExecutor extends AbstractExecutorService {
  private final ExecutorService parents;

  /** Called by JMH. */
  public TaskExecutor(int threads, String prefix) {
    parents = Executors.newFixedThreadPool(threads, Thread.ofPlatform().name(prefix, 0).factory());
  }

  @Override
  public void execute(Runnable body) {
    parents.execute(() -> runTask(body));
  }

  private static void runTask(Runnable body) {
    try {
      Scope.run(scope -> {
        scope.fork(body::run);
      });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // JMH ends its threads so
    }
  }

  @Override
  public void shutdown() {
    parents.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return parents.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return parents.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return parents.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return parents.awaitTermination(timeout, unit);
  }
}
