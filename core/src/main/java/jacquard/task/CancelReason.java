package jacquard.task;

import jacquard.internal.engine.Limit;
import java.time.Duration;

/** Why something was cancelled. {@code toString} says it in a sentence's end, for logs. */
public sealed interface CancelReason {

  /**
   * Its time was up.
   *
   * @param limit the time that was given
   */
  record DeadlinePassed(Duration limit) implements CancelReason {
    @Override
    public String toString() {
      return "deadline of " + Limit.text(limit) + " passed";
    }
  }

  /**
   * A sibling, or the body, of its scope failed.
   *
   * @param scope the scope's name
   * @param failure the first failure
   */
  record ScopeFailed(String scope, Throwable failure) implements CancelReason {
    @Override
    public String toString() {
      return OpenScope.text(scope) + " failed: " + failure;
    }
  }

  /**
   * The scope's body ended without it: its result is not wanted any more.
   *
   * @param scope the scope's name
   */
  record NotNeeded(String scope) implements CancelReason {
    @Override
    public String toString() {
      return OpenScope.text(scope) + " has its result";
    }
  }

  /**
   * Somebody asked for it.
   *
   * @param why the words given to {@code cancel}
   */
  record Asked(String why) implements CancelReason {
    @Override
    public String toString() {
      return "asked: " + why;
    }
  }

  /**
   * The task that was joined has no value to give.
   *
   * @param task the joined task's name
   * @param outcome {@code "failed"} or {@code "cancelled"}, and why
   */
  record Joined(String task, String outcome) implements CancelReason {
    @Override
    public String toString() {
      return "joined " + ForkedTask.text(task) + " " + outcome;
    }
  }
}
