package jacquard.internal.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A job that runs once and can be waited for, on a strand or from a foreign thread. */
public final class TestJob implements Job {

  private final Work work;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /** What a job does. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** A job that does {@code work}. */
  public TestJob(Work work) {
    this.work = work;
  }

  /** Starts a job on {@code engine}. */
  public static TestJob start(Engine engine, Work work) {
    TestJob job = new TestJob(work);
    engine.execute(job);
    return job;
  }

  /** Completes when the work has ended; exceptionally if it threw. */
  public CompletableFuture<Void> done() {
    return done;
  }

  /** Waits on the calling strand; throws what the work threw. */
  public void join() throws InterruptedException {
    Wait wait = new Wait(Strand.current());
    var _ = done.whenComplete((_, _) -> wait.commit(Wait.DONE));
    wait.await();
    done.join();
  }

  @Override
  public boolean isFresh() {
    return !claimed.get();
  }

  @Override
  public void run(Strand strand) {
    if (!claimed.compareAndSet(false, true)) {
      return;
    }
    try {
      work.run();
      done.complete(null);
    } catch (Throwable e) { // a task boundary
      done.completeExceptionally(e);
    }
  }
}
