package jacquard.bench.core;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import jacquard.bench.ProcessStat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What this process has used so far, or in between: the counts beside the times.
 *
 * @param cpuNanos CPU time of all threads, collector and compiler included
 * @param switches context switches of the threads that still live; NaN where the system does not
 *     tell
 * @param allocated bytes on the heap, by all threads
 */
record Costs(double cpuNanos, double switches, double allocated) {
  static Costs now() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return new Costs(
        system.getProcessCpuTime(), switchesOfAll(), threads.getTotalThreadAllocatedBytes());
  }

  Costs since(Costs before) {
    return new Costs(
        cpuNanos - before.cpuNanos, switches - before.switches, allocated - before.allocated);
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

  private static double switchesOfAll() {
    try {
      return ProcessStat.switches(ProcessHandle.current()).total();
    } catch (IOException _) {
      return Double.NaN;
    }
  }
}
