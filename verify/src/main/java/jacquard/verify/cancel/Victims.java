package jacquard.verify.cancel;

import jacquard.task.Cancelled;
import jacquard.task.Failure;
import jacquard.task.Op;
import jacquard.task.Scope;
import jacquard.task.Success;
import jacquard.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that wait, of which some are cancelled. */
final class Victims {

  /** One in so many is left to end by itself. */
  private static final int SPARED = 4;

  private final Scope scope;
  private final Chance chance;
  private final Tally tally;
  private final List<Task<?>> tasks = new ArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();

  /** Forked in {@code scope}. */
  Victims(Scope scope, Chance chance, Tally tally) {
    this.scope = scope;
    this.chance = chance;
    this.tally = tally;
  }

  /** What a victim does; one that is spared must come to an end all the same. */
  @FunctionalInterface
  interface Work {
    /** Waits. */
    void run() throws Exception;
  }

  /** One victim more. */
  void add(Work work) {
    Op<Boolean, RuntimeException> op =
        () -> {
          begun.incrementAndGet();
          return perform(work);
        };
    tasks.add(scope.fork("victim", op));
  }

  private static Boolean perform(Work work) throws InterruptedException {
    try {
      work.run();
      return true;
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a victim failed", e);
    }
  }

  /** Cancels most of them, each at some time from now on, in the order of their birth. */
  void cancelSome() {
    for (Task<?> task : tasks) {
      chance.pause();
      if (!chance.once(SPARED)) {
        task.cancel("round " + chance.seed());
      }
    }
  }

  /** Cancels all that are left. */
  void cancelAll() {
    tasks.forEach(task -> task.cancel("the end of round " + chance.seed()));
  }

  /** Waits for all, and counts them. */
  void awaitAll() throws InterruptedException {
    int cancelled = 0;
    int completed = 0;
    for (Task<?> task : tasks) {
      switch (task.outcome()) {
        case Success<?> _ -> completed++;
        case Cancelled<?> _ -> cancelled++;
        case Failure<?>(Throwable failure) ->
            throw new IllegalStateException("a victim failed", failure);
      }
    }
    // Those that were cancelled before they began have waited for nothing.
    tally.cancelled.add(Math.max(0, begun.get() - completed));
    tally.completed.add(completed);
    assert cancelled + completed == tasks.size();
    tasks.clear();
    begun.set(0);
  }
}
