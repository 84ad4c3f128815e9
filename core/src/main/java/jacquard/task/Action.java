package jacquard.task;

/**
 * Work that returns nothing and may wait: the void twin of {@link Op}.
 *
 * @param <X> what it throws
 */
@FunctionalInterface
public interface Action<X extends Exception> {

  /**
   * Does the work.
   *
   * @throws X if it fails
   * @throws InterruptedException if it is cancelled or interrupted
   */
  void run() throws X, InterruptedException;
}
