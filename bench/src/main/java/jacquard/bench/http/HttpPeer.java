package jacquard.bench.http;

import java.nio.charset.StandardCharsets;

/**
 * A server under measurement, as one peer writes it, on any free port of the loopback:
 *
 * <pre>
 *  GET  /plaintext   {@link #hello}, text/plain
 *  GET  /sleep       the same after {@value #SLEEP_MILLIS} ms
 *  GET  /json        {"message":"Hello, World!"}, application/json: an object of its own for each request,
 *                    written by the library that the peer's users use (JVM: Jackson)
 *  POST /echo        the request's body, application/octet-stream; streamed or gathered, as is usual
 * </pre>
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
