package jacquard.sync;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Permits of a {@link Semaphore} that were acquired, and go back when this is closed. May be closed
 * by another task than the one that acquired it; closing it again has no effect.
 */
public final class Permit implements AutoCloseable {

  private final Semaphore semaphore;
  private final int count;
  private final AtomicBoolean released = new AtomicBoolean();

  Permit(Semaphore semaphore, int count) {
    this.semaphore = semaphore;
    this.count = count;
  }

  /** Gives the permits back. Never waits. */
  @Override
  public void close() {
    if (released.compareAndSet(false, true)) {
      semaphore.release(count);
    }
  }
}
