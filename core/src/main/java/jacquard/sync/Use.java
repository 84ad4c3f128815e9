package jacquard.sync;

import org.jspecify.annotations.Nullable;

/**
 * What is done with data under a lock, and returns nothing: the void twin of {@link
 * jacquard.task.Fn}.
 *
 * @param <T> the data
 * @param <X> what it throws
 */
@FunctionalInterface
public interface Use<T extends @Nullable Object, X extends Exception> {

  /**
   * Uses the data.
   *
   * @param data what the lock guards
   * @throws X if it fails
   * @throws InterruptedException if it is cancelled or interrupted
   */
  void use(T data) throws X, InterruptedException;
}
