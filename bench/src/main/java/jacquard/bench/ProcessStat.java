package jacquard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** CPU time, context switches and memory of processes, from {@code /proc/PID}. */
public final class ProcessStat {

  /** {@code USER_HZ}: what Linux reports CPU time in, on every architecture that runs Java. */
  static final int TICKS_PER_SECOND = 100;

  // Positions after the command's closing parenthesis: state is 0.
  private static final int USER = 11;
  private static final int KERNEL = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_KERNEL = 14;

  private static final String RESIDENT = "VmRSS:";

  /** Ends the names of two lines: of those that a thread wanted, and of the others. */
  private static final String SWITCHES = "ctxt_switches:";

  private static final int BYTES_PER_KIB = 1024;

  private ProcessStat() {}

  /**
   * CPU time that a process has used; ended children not counted.
   *
   * @param userSeconds in its own code
   * @param kernelSeconds in the kernel on its behalf
   */
  public record CpuTime(double userSeconds, double kernelSeconds) {

    /** Both together. */
    public double seconds() {
      return userSeconds + kernelSeconds;
    }

    /** What was used since an earlier moment. */
    public CpuTime since(CpuTime before) {
      return new CpuTime(userSeconds - before.userSeconds, kernelSeconds - before.kernelSeconds);
    }
  }

  /**
   * Context switches of a process.
   *
   * @param byThread of each thread that lives, by the name of its folder; empty where the system
   *     does not tell
   */
  public record Switches(Map<String, Long> byThread) {

    /** What is known where the system does not tell. */
    public static final Switches UNKNOWN = new Switches(Map.of());

    /**
     * How many there were since an earlier moment, without those of threads that ended; empty where
     * the system does not tell.
     */
    public OptionalLong since(Switches before) {
      return byThread.entrySet().stream()
          .mapToLong(
              thread -> thread.getValue() - before.byThread.getOrDefault(thread.getKey(), 0L))
          .reduce(Long::sum);
    }
  }

  /** CPU time of the whole process so far. */
  public static CpuTime cpuTime(ProcessHandle process) throws IOException {
    String[] fields = fields(process.pid());
    return new CpuTime(
        ticks(fields, USER) / (double) TICKS_PER_SECOND,
        ticks(fields, KERNEL) / (double) TICKS_PER_SECOND);
  }

  /** Context switches of the process' threads so far. */
  public static Switches switches(ProcessHandle process) throws IOException {
    Map<String, Long> byThread = new HashMap<>();
    Path all = Path.of("/proc", Long.toString(process.pid()), "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(all)) {
      for (Path thread : threads) {
        switchesOf(thread).ifPresent(count -> byThread.put(thread.getFileName().toString(), count));
      }
    }
    return new Switches(byThread);
  }

  /** Those of one thread, by its folder; empty if it has ended or the kernel does not tell. */
  static OptionalLong switchesOf(Path thread) {
    try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
      return lines
          .filter(line -> line.contains(SWITCHES))
          .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
          .reduce(Long::sum);
    } catch (IOException | UncheckedIOException _) {
      return OptionalLong.empty(); // it has ended
    }
  }

  /** Bytes of memory that the process has in use; 0 where the system does not tell. */
  public static long residentBytes(ProcessHandle process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(RESIDENT))
            .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElse(0)
        * BYTES_PER_KIB;
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
