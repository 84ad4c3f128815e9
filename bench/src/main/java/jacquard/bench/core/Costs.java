package jacquard.bench.core;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What this process has used so far, or in between: the counts beside the times.
 *
 * @param cpuNanos CPU time of all threads, collector and compiler included
 * @param switches context switches of the threads that still live; NaN where the system does not
 *     tell
 * @param allocated bytes on the heap, by all threads
 */
record Costs(double cpuNanos, double switches, double allocated) {
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final String SWITCHES = "ctxt_switches:";

  static Costs now() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return new Costs(
        system.getProcessCpuTime(), switchesBelow(THREADS), threads.getTotalThreadAllocatedBytes());
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

  static double switchesBelow(Path folder) {
    long sum = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder)) {
      for (Path thread : threads) {
        sum += switchesOf(thread);
      }
    } catch (IOException _) {
      return Double.NaN;
    }
    return sum;
  }

  private static long switchesOf(Path thread) {
    try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
      return lines
          .filter(line -> line.contains(SWITCHES)) // voluntary and involuntary
          .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
          .sum();
    } catch (IOException _) {
      return 0; // it has ended
    }
  }
}
