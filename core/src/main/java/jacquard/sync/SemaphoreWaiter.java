package jacquard.sync;

import jacquard.internal.engine.Wait;
import jacquard.internal.queue.Waiter;

/** A place in the line for permits. */
final class SemaphoreWaiter extends Waiter<SemaphoreWaiter> {

  final int wanted;

  SemaphoreWaiter(Wait wait, int wanted) {
    super(wait);
    this.wanted = wanted;
  }
}
