package jacquard.chan;

import jacquard.internal.engine.Wait;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of a {@link Select}: an operation that can be tried, waited for together with
 * others, and taken back without a trace. Belongs to the task that selects.
 *
 * @param <R> what the handler returns
 * @param <X> what the handler throws
 */
sealed interface Arm<R extends @Nullable Object, X extends Exception> permits ReceiveArm, SendArm {

  /** Whose lock must be held for {@link #attempt} and {@link #enlist}. */
  BoundedChannel<?> channel();

  /** Whether an attempt may succeed now. A hint, without the lock. */
  boolean mayBeReady();

  /** Does the operation if it can be done without waiting; tells whether it was. Under the lock. */
  boolean attempt();

  /** Leaves a waiter that can do the operation by committing {@code wait}. Under the lock. */
  void enlist(Wait wait);

  /**
   * Takes the waiter back, once the wait is over. Without the lock.
   *
   * @return whether {@code outcome} says that this arm's operation was done
   */
  boolean settle(@Nullable Object outcome);

  /** Runs the handler of the operation that was done. */
  R handle() throws X, InterruptedException;
}
