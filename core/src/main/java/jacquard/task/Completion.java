package jacquard.task;

import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.queue.OnceListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who is told when a task has ended. */
abstract class Completion extends OnceListener<Completion> {

  /** Stands in the list's place once the task has ended. */
  static final Completion ENDED =
      new Completion() {
        @Override
        void tell(ForkedTask<?> task, OpenScope scope) {
          throw new IllegalStateException("nobody is told here");
        }
      };

  abstract void tell(ForkedTask<?> task, OpenScope scope);

  /** Tells all in the list, oldest first. */
  static void runAll(Completion newest, ForkedTask<?> task, OpenScope scope) {
    if (newest.next() == null) {
      newest.tell(task, scope);
      return;
    }
    for (Completion told : oldestFirst(newest)) {
      told.tell(task, scope);
    }
  }

  /** A task that waits. */
  static final class Joiner extends Completion {
    private final Wait wait;

    Joiner(Wait wait) {
      this.wait = wait;
    }

    @Override
    public boolean hasGivenUp() {
      return !wait.isPending();
    }

    @Override
    void tell(ForkedTask<?> task, OpenScope scope) {
      wait.commit(Wait.DONE);
    }
  }

  /** A user's callback. */
  static final class Callback<T extends @Nullable Object> extends Completion {
    private final Consumer<? super Outcome<T>> consumer;

    /** Told at most once, also if the end of the task is begun anew. */
    private boolean told;

    Callback(Consumer<? super Outcome<T>> consumer) {
      this.consumer = consumer;
    }

    @Override
    @SuppressWarnings("unchecked") // A callback is pushed on a task of its own type only.
    void tell(ForkedTask<?> task, OpenScope scope) {
      if (told) {
        return;
      }
      told = true;
      Strand strand = Strand.current();
      strand.beginReaction();
      try {
        consumer.accept((Outcome<T>) task.endedOutcome());
      } catch (Throwable failure) {
        scope.fail(failure, task);
      } finally {
        strand.endReaction();
      }
    }
  }
}
