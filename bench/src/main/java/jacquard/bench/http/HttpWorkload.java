package jacquard.bench.http;

/** The workloads of the HTTP suite. */
enum HttpWorkload {
  /** One request on the way in each connection. */
  PLAINTEXT("plaintext", "64 connections, one request at a time", "/plaintext", 64, 1, 1_500_000),
  /** Requests in batches. */
  PIPELINED("pipelined", "64 connections, 16 requests at a time", "/plaintext", 64, 16, 4_000_000),
  /** Many handlers that wait. */
  SLEEP("sleep", "1,000 connections, handler sleeps 10 ms", "/sleep", 1_000, 1, 600_000);

  private final String label;
  private final String text;
  private final String path;
  private final int connections;
  private final int depth;
  private final long warmupRequests;

  HttpWorkload(
      String label, String text, String path, int connections, int depth, long warmupRequests) {
    this.label = label;
    this.text = text;
    this.path = path;
    this.connections = connections;
    this.depth = depth;
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
    return depth;
  }

  /** Requests that every server answers before it is measured. */
  long warmupRequests() {
    return warmupRequests;
  }
}
