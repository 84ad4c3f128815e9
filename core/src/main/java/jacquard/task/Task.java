package jacquard.task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that runs apart from the one who started it. Made by {@link Scope#fork}; ends
 * before its scope does; tells whoever asks how it ended.
 *
 * <p>A task is not a thread: {@link #join} may run a task that has not started on the joiner's own
 * stack, and one thread runs many tasks, one after the other. Task-locals, the interrupt flag and
 * thread-locals never leak from one to the next; a JDK lock that the joiner holds is seen as held
 * by a task that runs inline.
 *
 * @param <T> what it returns
 */
public sealed interface Task<T extends @Nullable Object> permits ForkedTask {

  /**
   * Waits for this task's value.
   *
   * <p><b>Blocking and cancellation.</b> Waits until the task has ended. A joiner that is cancelled
   * stops waiting; the task goes on.
   *
   * <p><b>Errors.</b> A task that failed has failed its scope too: the joiner, being cancelled by
   * that, gets a {@link CancelledException}, and the original exception leaves the scope. Use
   * {@link #outcome} to look at a failure as a value.
   *
   * @return the value
   * @throws CancelledException if the joiner was cancelled, or the task has no value
   * @throws InterruptedException if the thread was interrupted
   * @memory everything the task did happens-before this returns
   */
  T join() throws InterruptedException;

  /**
   * As {@link #join()}, for at most {@code limit}; the task goes on if that passes.
   *
   * @param limit how long to wait at most
   * @return the value
   * @throws TimeoutException if the task has not ended by then
   * @throws InterruptedException as {@link #join()}
   */
  T join(Duration limit) throws TimeoutException, InterruptedException;

  /**
   * Waits until this task has ended, and says how.
   *
   * @return the outcome
   * @throws InterruptedException if the caller is cancelled or interrupted while waiting
   * @memory everything the task did happens-before this returns
   */
  Outcome<T> outcome() throws InterruptedException;

  /**
   * The outcome, if this task has ended.
   *
   * @return the outcome, or empty while the task is unstarted or running
   */
  Optional<Outcome<T>> poll();

  /**
   * Has {@code callback} told how this task ends, or, if it has ended, tells it now.
   *
   * <p>The callback runs once, on the thread that ended the task (or the caller's), before the
   * task's scope ends; callbacks of one task run in the order they were given. It must not wait:
   * what of ours may wait throws {@link IllegalStateException} in it. What it throws fails the
   * scope.
   *
   * @param callback takes the outcome
   */
  void onCompletion(Consumer<? super Outcome<T>> callback);

  /**
   * Cancels this task alone: its next wait, or the one it is in, throws {@link CancelledException};
   * a foreign blocking call is interrupted. A task that has not started never will. Returns at
   * once; wait with {@link #outcome} if need be. The scope does not fail by this.
   *
   * @param why becomes {@link CancelReason.Asked}
   * @return false if it had ended or been cancelled before
   */
  boolean cancel(String why);

  /**
   * The name given at fork, or {@code "task"}.
   *
   * @return the name
   */
  String name();
}
