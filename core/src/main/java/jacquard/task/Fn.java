package jacquard.task;

import org.jspecify.annotations.Nullable;

/**
 * A function that may wait and may throw.
 *
 * @param <A> its argument
 * @param <T> its result
 * @param <X> what it throws
 */
@FunctionalInterface
public interface Fn<A extends @Nullable Object, T extends @Nullable Object, X extends Exception> {

  /**
   * Applies this function.
   *
   * @param argument its argument
   * @return its result
   * @throws X if it fails
   * @throws InterruptedException if it is cancelled or interrupted
   */
  T apply(A argument) throws X, InterruptedException;
}
