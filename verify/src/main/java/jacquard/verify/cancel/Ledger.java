package jacquard.verify.cancel;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The books of values that go from hand to hand, each with a number: whoever says that a value was
 * given must find it taken once, and one that was not given must not turn up.
 */
final class Ledger {

  private final AtomicIntegerArray given;
  private final AtomicIntegerArray taken;

  /** Books for values {@code 0} to {@code values - 1}. */
  Ledger(int values) {
    given = new AtomicIntegerArray(values);
    taken = new AtomicIntegerArray(values);
  }

  /** The operation that gives {@code value} away has returned. */
  void given(int value) {
    given.incrementAndGet(value);
  }

  /** The operation that takes a value has returned this one. */
  void taken(int value) {
    taken.incrementAndGet(value);
  }

  /** Compares both sides, once nobody is at work. */
  void close(Tally tally) {
    for (int value = 0; value < given.length(); value++) {
      int balance = taken.get(value) - given.get(value);
      if (balance < 0) {
        tally.fault(tally.lost, -balance, "value " + value + " was given and never taken");
      } else if (balance > 0) {
        String what = given.get(value) == 0 ? " was taken, but its giver was cancelled" : " twice";
        tally.fault(tally.doubled, balance, "value " + value + what);
      }
    }
  }
}
