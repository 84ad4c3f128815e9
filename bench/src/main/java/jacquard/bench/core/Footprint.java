package jacquard.bench.core;

import jacquard.bench.ProcessStat;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How much more memory the process has in use than when it began: what W7 reports instead of a
 * time. Resident memory, after a collection; the heap begins small and grows as it must.
 */
public final class Footprint {
  private static final long AT_FIRST = now();
  private static volatile long taken = -1;

  private Footprint() {}

  /** Reads the first footprint, from which {@link #take} counts. */
  static void begin() {
    assert AT_FIRST >= 0;
  }

  /** Notes the footprint of this moment: the peer calls it when all its tasks wait. */
  public static void take() {
    System.gc();
    taken = now() - AT_FIRST;
  }

  /** Bytes noted by {@link #take}. */
  static long taken() {
    if (taken < 0) {
      throw new IllegalStateException("the workload never called Footprint.take()");
    }
    return taken;
  }

  private static long now() {
    try {
      return ProcessStat.residentBytes(ProcessHandle.current());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
