package jacquard.http.server;

import jacquard.net.TcpServer;
import jacquard.net.TcpStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection beyond the limit: it is told so, and no more of it is read than that takes.
 *
 * @param stream the connection
 */
record Overload(TcpStream stream) implements TcpServer.Session {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final int DROPPED_BYTES_MAX = 64 * 1024;
  private static final byte[] RESPONSE =
      """
      HTTP/1.1 503 Service Unavailable\r
      Retry-After: 1\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Length: 33\r
      Connection: close\r
      \r
      server has as much as it takes on
      """
          .stripTrailing()
          .getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean speaksFirst() {
    return true;
  }

  @Override
  public boolean serve() throws IOException, InterruptedException {
    stream.setWriteTimeout(PATIENCE);
    stream.setReadDeadline(PATIENCE);
    stream.write(RESPONSE, 0, RESPONSE.length);
    stream.shutdownOutput();
    // Closing with octets unread would reset the connection, and the response with it.
    byte[] dropped = new byte[1024];
    int total = 0;
    int count = 0;
    while (count >= 0 && total < DROPPED_BYTES_MAX) {
      total += count;
      count = stream.read(dropped, 0, dropped.length);
    }
    return false;
  }
}
