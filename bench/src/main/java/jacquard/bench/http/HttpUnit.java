package jacquard.bench.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the figures of the HTTP suite count. */
final class HttpUnit {
  /** Answers for a second of the server's CPU time. */
  static final String PER_CPU_SECOND = "requests/cpu-s";

  /** Answers a second. */
  static final String PER_SECOND = "requests/s";

  /** CPU time of the server in its own code, for one answer. */
  static final String USER_MICROS = "user-us/request";

  /** CPU time of the kernel on the server's behalf, for one answer. */
  static final String KERNEL_MICROS = "kernel-us/request";

  /** System calls of the server for one answer. */
  static final String SYSTEM_CALLS = "syscalls/request";

  /** Context switches of the server's threads for one answer. */
  static final String SWITCHES = "switches/request";

  /** Bytes that a server on the JVM allocates for one answer. */
  static final String ALLOCATED = "bytes/request";

  /** Latency that 99 % of the requests did not exceed. */
  static final String P99 = "p99-us";

  /** Latency that half of the requests did not exceed. */
  static final String P50 = "p50-us";

  /** Latency that 99.9 % of the requests did not exceed. */
  static final String P999 = "p99.9-us";

  /** Growth of resident memory since the first answer, by one connection. */
  static final String RESIDENT = "bytes/connection";

  /** Growth of the heap by one connection, after a collection. */
  static final String HEAP = "heap-bytes/connection";

  /**
   * Connections that were open, if the limit of descriptors allows fewer than the workload says.
   */
  static final String CONNECTIONS = "connections";

  /** From the start of a process to its first answer. */
  static final String MILLIS = "ms";

  /** All of them, the one that counts first. */
  static final List<String> ALL =
      List.of(
          PER_CPU_SECOND,
          PER_SECOND,
          P99,
          P50,
          P999,
          RESIDENT,
          HEAP,
          CONNECTIONS,
          MILLIS,
          USER_MICROS,
          KERNEL_MICROS,
          SYSTEM_CALLS,
          SWITCHES,
          ALLOCATED);

  private static final int TOLD_MAX = 3;

  private HttpUnit() {}

  /** The first figures, for a line that a person reads. */
  static String text(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .limit(TOLD_MAX)
        .map(figure -> String.format(Locale.ROOT, "%,.1f %s", figure.getValue(), figure.getKey()))
        .collect(Collectors.joining(", "));
  }
}
