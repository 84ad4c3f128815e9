package jacquard.bench.http;

import java.util.List;

/** The workloads of the HTTP suite. */
enum HttpWorkload {
  /** One request on the way in each connection. */
  PLAINTEXT("plaintext", "64 connections, one request at a time", "/plaintext", 64, 1_000_000),
  /** The same with more connections. */
  PLAINTEXT_256(
      "plaintext-256", "256 connections, one request at a time", "/plaintext", 256, 1_000_000),
  /** Requests in batches. */
  PIPELINED("pipelined", "64 connections, 16 requests at a time", "/plaintext", 64, 3_000_000),
  /** An object made and written as JSON for each request. */
  JSON("json", "64 connections, a small object as JSON", "/json", 64, 1_000_000),
  /** Bodies both ways. */
  ECHO("echo", "64 connections, a body of 64 KiB sent back", "/echo", 64, 150_000),
  /** Many handlers that wait. */
  SLEEP("sleep", "1,000 connections, handler sleeps 10 ms", "/sleep", 1_000, 600_000),
  /** A rate that all subjects can keep up with. */
  LATENCY(
      "latency",
      "64 connections, 10,000 requests/s, latency from when each was due",
      "/plaintext",
      64,
      200_000),
  /** Connections that wait. */
  IDLE("idle", "10,000 connections that wait after one request each", "/plaintext", 10_000, 0),
  /** Processes that begin. */
  START("start", "process start to first answer", "/plaintext", 1, 0),
  /** The same as a product would ship. */
  START_AOT("start-aot", "the same, JVM subjects with an AOT cache", "/plaintext", 1, 0);

  private static final int BATCH = 16;

  private final String label;
  private final String text;
  private final String path;
  private final int connections;
  private final long warmupRequests;

  HttpWorkload(String label, String text, String path, int connections, long warmupRequests) {
    this.label = label;
    this.text = text;
    this.path = path;
    this.connections = connections;
    this.warmupRequests = warmupRequests;
  }

  String label() {
    return label;
  }

  String text() {
    return text;
  }

  String path() {
    return path;
  }

  int connections() {
    return connections;
  }

  /** Requests sent in one go on one connection. */
  int depth() {
    return this == PIPELINED ? BATCH : 1;
  }

  /** Requests that every server answers before it is measured; 0 where it is measured cold. */
  long warmupRequests() {
    return warmupRequests;
  }

  /** Whether one round tells as much as several: memory, and a median of many starts. */
  boolean isSettledAtOnce() {
    return this == IDLE || this == START || this == START_AOT;
  }

  /**
   * Whether a look takes it: not what is much like another, nor the latency of a server whose
   * compilers are at work, nor what begins with the training of a cache.
   */
  boolean isForALook() {
    return this != PLAINTEXT_256 && this != JSON && this != LATENCY && this != START_AOT;
  }

  /** What the load generator needs to be told beside path and connections: script and arguments. */
  List<String> script() {
    return switch (this) {
      case PIPELINED -> List.of("pipeline.lua", Integer.toString(BATCH));
      case ECHO -> List.of("echo.lua", Integer.toString(Octets.ECHOED));
      case PLAINTEXT, PLAINTEXT_256, JSON, SLEEP, LATENCY, IDLE, START, START_AOT -> List.of();
    };
  }
}
