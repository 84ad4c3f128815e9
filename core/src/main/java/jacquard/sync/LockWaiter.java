package jacquard.sync;

import jacquard.internal.engine.Wait;
import jacquard.internal.queue.Waiter;

/** A place in the line for a {@link HandoverLock}. */
final class LockWaiter extends Waiter<LockWaiter> {

  /** When the strand first failed to get the lock, on its engine's clock. */
  final long sinceNanos;

  LockWaiter(Wait wait, long sinceNanos) {
    super(wait);
    this.sinceNanos = sinceNanos;
  }
}
