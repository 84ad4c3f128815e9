package jacquard.task;

import org.jspecify.annotations.Nullable;

/**
 * Work that returns a value and may wait. The compiler infers {@code X} from the body: the one
 * checked exception that it throws, or none.
 *
 * @param <T> what it returns
 * @param <X> what it throws
 */
@FunctionalInterface
public interface Op<T extends @Nullable Object, X extends Exception> {

  /**
   * Does the work.
   *
   * @return its value
   * @throws X if it fails
   * @throws InterruptedException if it is cancelled or interrupted
   */
  T run() throws X, InterruptedException;
}
