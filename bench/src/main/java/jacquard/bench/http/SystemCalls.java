package jacquard.bench.http;

import jacquard.bench.Children;
import jacquard.bench.MeasurementException;
import jacquard.bench.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts the system calls of a process while a command runs: the kernel's own count, by perf. */
final class SystemCalls implements AutoCloseable {
  private static final String EVENT = "raw_syscalls:sys_enter";
  private static final long ATTEMPT_SECONDS_MAX = 10;

  private final long pid;
  private final Path counts;

  SystemCalls(long pid) throws MeasurementException {
    this.pid = pid;
    try {
      this.counts = Files.createTempFile("jacquard-bench-", ".perf");
    } catch (IOException failure) {
      throw new MeasurementException("can't make a temporary file", failure);
    }
  }

  /** Why calls can't be counted here, or empty: found out by an attempt. */
  static Optional<String> missing() throws InterruptedException {
    Optional<String> missing = Toolchain.missing("perf", "apt install linux-perf");
    if (missing.isPresent()) {
      return missing;
    }
    try (SystemCalls calls = new SystemCalls(ProcessHandle.current().pid())) {
      // Of a command's own calls: a process that sleeps meanwhile counts as not counted.
      Children.output(calls.perf(List.of("true")), ATTEMPT_SECONDS_MAX);
      calls.count();
      return Optional.empty();
    } catch (MeasurementException refused) {
      return Optional.of("perf can't count " + EVENT + ": " + refused.getMessage());
    }
  }

  /** What to put before the command while which the calls are counted. */
  List<String> prefix() {
    return perf(List.of("-p", Long.toString(pid), "--"));
  }

  private List<String> perf(List<String> rest) {
    List<String> words =
        new ArrayList<>(List.of("perf", "stat", "-x,", "-o", counts.toString(), "-e", EVENT));
    words.addAll(rest);
    return words;
  }

  /** Calls of all threads of the process while the command ran. */
  long count() throws MeasurementException {
    try {
      return parse(Files.readString(counts));
    } catch (IOException failure) {
      throw new MeasurementException("can't read what perf counted", failure);
    }
  }

  static long parse(String csv) throws MeasurementException {
    String line =
        csv.lines()
            .filter(any -> any.contains(EVENT))
            .findFirst()
            .orElseThrow(() -> new MeasurementException("perf printed no count"));
    String count = line.substring(0, line.indexOf(','));
    try {
      return Long.parseLong(count);
    } catch (NumberFormatException _) {
      throw new MeasurementException("perf counted '" + count + "'");
    }
  }

  @Override
  public void close() throws MeasurementException {
    try {
      Files.deleteIfExists(counts);
    } catch (IOException failure) {
      throw new MeasurementException("can't delete " + counts, failure);
    }
  }
}
