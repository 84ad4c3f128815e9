package jacquard.verify.cancel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What all rounds came to. Shared by all tasks. */
final class Tally {

  /** Faults that are kept to be shown; all are counted. */
  private static final int SHOWN_MAX = 10;

  final LongAdder cancelled = new LongAdder();
  final LongAdder completed = new LongAdder();
  final LongAdder lost = new LongAdder();
  final LongAdder doubled = new LongAdder();
  final LongAdder stuck = new LongAdder();
  final LongAdder leaked = new LongAdder();
  private final List<String> faults = new ArrayList<>();

  /** Counts {@code times} under {@code count} and keeps what is to be said of it. */
  void fault(LongAdder count, long times, String what) {
    count.add(times);
    synchronized (faults) {
      if (faults.size() < SHOWN_MAX) {
        faults.add(what);
      }
    }
  }

  /** What went wrong since this was asked last. */
  List<String> takeFaults() {
    synchronized (faults) {
      List<String> taken = List.copyOf(faults);
      faults.clear();
      return taken;
    }
  }

  boolean isClean() {
    return lost.sum() + doubled.sum() + stuck.sum() + leaked.sum() == 0;
  }

  @Override
  public String toString() {
    return "%,d waits cancelled, %,d lost, %,d doubled, %,d stuck, %,d leaked (%,d waits ended otherwise)"
        .formatted(
            cancelled.sum(), lost.sum(), doubled.sum(), stuck.sum(), leaked.sum(), completed.sum());
  }
}
