package jacquard.bench.http;

import java.nio.charset.StandardCharsets;

/**
 * A server under measurement, as one peer writes it: {@code GET /plaintext} answers {@link #hello},
 * {@code GET /sleep} does so after {@value #SLEEP_MILLIS} ms, on any free port of the loopback.
 */
public interface HttpPeer {

  /** What the handler of {@code /sleep} waits. */
  int SLEEP_MILLIS = 10;

  /** Connections that may wait to be accepted. */
  int BACKLOG = 4_096;

  /** Starts the server, which then runs until the process ends. */
  int start() throws Exception;

  /** Body of every response, of type {@code text/plain}; a fresh array. */
  static byte[] hello() {
    return "Hello, World!".getBytes(StandardCharsets.US_ASCII);
  }
}
