package jacquard.bench.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What goes over the wire for each workload, as {@link ResponseCheck} sends and expects it. A GET
 * of either load generator is the same to the octet: what a server's parser has not met in its
 * warm-up would have its code compiled anew under load.
 */
final class Octets {
  /** Length of the body that {@code /echo} gets and gives back. */
  static final int ECHOED = 64 * 1024;

  private Octets() {}

  /** One request, head and body, to a server at a port of the loopback. */
  static byte[] request(HttpWorkload workload, int port) {
    String host = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n";
    if (workload != HttpWorkload.ECHO) {
      return ascii("GET " + workload.path() + host + "\r\n");
    }
    byte[] head =
        ascii("POST " + workload.path() + host + "Content-Length: " + ECHOED + "\r\n\r\n");
    byte[] request = Arrays.copyOf(head, head.length + ECHOED);
    Arrays.fill(request, head.length, request.length, (byte) 'x');
    return request;
  }

  /** The body that a right answer has. */
  static byte[] responseBody(HttpWorkload workload) {
    return switch (workload) {
      case PLAINTEXT, PLAINTEXT_256, PIPELINED, SLEEP, LATENCY, IDLE, START, START_AOT ->
          HttpPeer.hello();
      case JSON -> ascii("{\"message\":\"Hello, World!\"}");
      case ECHO -> {
        byte[] body = new byte[ECHOED];
        Arrays.fill(body, (byte) 'x');
        yield body;
      }
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
