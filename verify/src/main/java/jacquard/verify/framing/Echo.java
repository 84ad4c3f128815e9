package jacquard.verify.framing;

import jacquard.http.Request;
import jacquard.http.Response;
import jacquard.http.server.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The server under test: answers with what it was asked, and counts what nobody should ask. */
final class Echo implements AutoCloseable {

  /** Stands for a target that the server may show in another form. */
  static final String ANY_TARGET = "<any>";

  private static final String HIDDEN = "/hidden";

  private final HttpServer server;
  private final AtomicInteger hidden = new AtomicInteger();

  /** Starts it on the calling task's engine, on a port that the system chooses. */
  Echo() throws IOException {
    server = HttpServer.bind(0, this::answer);
  }

  private Response answer(Request request) throws IOException, InterruptedException {
    if (request.path().equals(HIDDEN)) {
      hidden.incrementAndGet();
    }
    byte[] content = request.body().bytes();
    return Response.bytes(line(request, content).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** {@code POST /a hello}: method, target and content. */
  private static String line(Request request, byte[] content) {
    return request.method()
        + " "
        + request.target()
        + " "
        + new String(content, StandardCharsets.ISO_8859_1);
  }

  /** Whether a line is the one that was to come. */
  static boolean matches(String expected, String line) {
    if (!expected.contains(ANY_TARGET)) {
      return expected.equals(line);
    }
    String[] around = expected.split(ANY_TARGET, 2);
    return line.startsWith(around[0]) && line.endsWith(around[1]);
  }

  int port() {
    return server.port();
  }

  /** How often a hidden request has reached the handler. */
  int hidden() {
    return hidden.get();
  }

  int connections() {
    return server.connections();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
