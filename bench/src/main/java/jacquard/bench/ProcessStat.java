package jacquard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of processes, from {@code /proc/PID/stat}. */
public final class ProcessStat {

  /** {@code USER_HZ}: what Linux reports CPU time in, on every architecture that runs Java. */
  static final int TICKS_PER_SECOND = 100;

  // Positions after the command's closing parenthesis: state is 0.
  private static final int USER = 11;
  private static final int KERNEL = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_KERNEL = 14;

  private ProcessStat() {}

  /** User and kernel seconds that the process has used so far; ended children not counted. */
  public static double cpuSeconds(ProcessHandle process) throws IOException {
    String[] fields = fields(process.pid());
    return ticks(fields, USER, KERNEL) / (double) TICKS_PER_SECOND;
  }

  /** Ticks of this process, its ended children, and its descendants that live. */
  static long ticksOfOwnTree() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    long ticks = withEndedChildren(self);
    for (ProcessHandle descendant : self.descendants().toList()) {
      ticks += withEndedChildren(descendant);
    }
    return ticks;
  }

  private static long withEndedChildren(ProcessHandle process) throws IOException {
    try {
      return ticks(fields(process.pid()), USER, KERNEL, CHILDREN_USER, CHILDREN_KERNEL);
    } catch (IOException ended) {
      if (process.isAlive()) {
        throw ended;
      }
      return 0; // From now on its parent counts it among the ended children.
    }
  }

  private static long ticks(String[] fields, int... positions) {
    long sum = 0;
    for (int position : positions) {
      sum += Long.parseLong(fields[position]);
    }
    return sum;
  }

  private static String[] fields(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }
}
