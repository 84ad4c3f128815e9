package jacquard.bench.core;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import jacquard.bench.ProcessStat;
import jacquard.bench.ProcessStat.Switches;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What this process has used in between: the counts beside the times.
 *
 * @param cpuNanos CPU time of all threads, collector and compiler included
 * @param switches context switches of the threads that live; NaN where the system does not tell
 * @param allocated bytes on the heap, by all threads
 */
record Costs(double cpuNanos, double switches, double allocated) {

  /**
   * What this process had used at one moment.
   *
   * @param cpuNanos CPU time of all threads so far
   * @param switches of the threads that lived then: each is subtracted from its own later count,
   *     for a sum would fall when a thread ends
   * @param allocated bytes on the heap so far
   */
  record Usage(double cpuNanos, Switches switches, double allocated) {
    static Usage now() {
      var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      return new Usage(
          system.getProcessCpuTime(), switchesOfAll(), threads.getTotalThreadAllocatedBytes());
    }

    private static Switches switchesOfAll() {
      try {
        return ProcessStat.switches(ProcessHandle.current());
      } catch (IOException _) {
        return Switches.UNKNOWN;
      }
    }

    Costs since(Usage before) {
      OptionalLong switched = switches.since(before.switches);
      return new Costs(
          cpuNanos - before.cpuNanos,
          switched.isPresent() ? switched.getAsLong() : Double.NaN,
          allocated - before.allocated);
    }
  }

  Costs dividedBy(double operations) {
    return new Costs(cpuNanos / operations, switches / operations, allocated / operations);
  }

  /** These costs, of one operation, as they stand in a result line. */
  String line() {
    return figure("cpu=%.3f ", cpuNanos)
        + figure("switches=%.6f ", switches)
        + figure("allocated=%.1f", allocated);
  }

  private static String figure(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, Math.max(0, value));
  }
}
