package jacquard.task;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who is told when a task has ended: one in a list, newest first. */
abstract class Completion {

  /** Stands in the list's place once the task has ended. */
  static final Completion ENDED =
      new Completion() {
        @Override
        void tell(ForkedTask<?> task, OpenScope scope) {
          throw new IllegalStateException("nobody is told here");
        }
      };

  /**
   * Steps that one who gives up pays for, on average. With one the list may still grow long: it
   * survives to any length with a chance of one in that length.
   */
  private static final int FORGET_STEPS = 16;

  /** The one before; written before the push, and by whoever takes given-up ones out. */
  private volatile @Nullable Completion next;

  /** About how many are in the list from here on; racy, a hint for {@link #forget}. */
  private int length;

  /** Set once by its own waiter; a racy reader tells somebody in vain, which is harmless. */
  private volatile boolean givenUp;

  abstract void tell(ForkedTask<?> task, OpenScope scope);

  final @Nullable Completion next() {
    return next;
  }

  final void setNext(@Nullable Completion next) {
    this.next = next;
    this.length = next == null ? 1 : next.length + 1;
  }

  final void giveUp() {
    givenUp = true;
  }

  final boolean hasGivenUp() {
    return givenUp;
  }

  /**
   * Takes those that gave up out of the list behind this one: now and then, so that each that gives
   * up pays for a few steps and the list stays within a few times its living. Several may do so at
   * a time: none that lives is ever passed over, and to tell one that gave up does no harm.
   */
  final void forget(Engine engine) {
    if (engine.random(length) < FORGET_STEPS) {
      length = sweep();
    }
  }

  private int sweep() {
    int kept = 0;
    Completion at = this;
    while (at != null) {
      Completion after = at.next;
      while (after != null && after.givenUp) {
        after = after.next;
      }
      at.next = after;
      at = after;
      kept++;
    }
    return kept;
  }

  /** Tells all in the list, oldest first. */
  static void runAll(Completion newest, ForkedTask<?> task, OpenScope scope) {
    if (newest.next == null) {
      newest.tell(task, scope);
      return;
    }
    List<Completion> all = new ArrayList<>();
    for (Completion at = newest; at != null; at = at.next) {
      all.add(at);
    }
    for (Completion told : all.reversed()) {
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
        scope.fail(failure);
      } finally {
        strand.endReaction();
      }
    }
  }
}
