package jacquard.verify.cancel;

import jacquard.http.Request;
import jacquard.http.Response;
import jacquard.http.server.HttpServer;
import jacquard.net.TcpStream;
import jacquard.task.Scope;
import jacquard.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Handlers that wait when their client goes away, or their server is closed. */
final class HttpWaits {

  private static final int CLIENTS = 4;
  private static final Duration LONG = Duration.ofHours(1);
  private static final String UPLOAD =
      "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nhello";
  private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final byte[] FLOOD = new byte[1 << 20];

  private HttpWaits() {}

  static List<Waiting> all() {
    return List.of(
        new Waiting(
            "HTTP: a handler reads a body",
            (chance, tally) -> round(UPLOAD, HttpWaits::readBody, chance, tally)),
        new Waiting(
            "HTTP: a handler writes a body",
            (chance, tally) -> round(GET, HttpWaits::writeBody, chance, tally)),
        new Waiting(
            "HTTP: a handler sleeps",
            (chance, tally) -> round(GET, HttpWaits::sleep, chance, tally)));
  }

  /** What a handler waits for. */
  @FunctionalInterface
  private interface Handling {
    Response handle(Request request) throws IOException, InterruptedException;
  }

  private static Response readBody(Request request) throws IOException, InterruptedException {
    return Response.bytes(request.body().bytes());
  }

  private static Response writeBody(Request request) {
    return Response.stream(out -> {
      while (request.version() != null) {
        out.write(FLOOD, 0, FLOOD.length);
      }
    });
  }

  private static Response sleep(Request request) throws InterruptedException {
    Clock.sleep(LONG);
    return Response.text(request.target());
  }

  /**
   * Clients send a request whose handler waits, and are cancelled at some time: their streams are
   * closed or reset. In the end the server is closed, and no handler is left.
   */
  private static void round(String request, Handling handling, Chance chance, Tally tally)
      throws IOException, InterruptedException {
    AtomicInteger live = new AtomicInteger();
    AtomicInteger entered = new AtomicInteger();
    HttpServer server =
        HttpServer.bind(
            0,
            asked -> {
              entered.incrementAndGet();
              live.incrementAndGet();
              try {
                return handling.handle(asked);
              } finally {
                live.decrementAndGet();
              }
            });
    try (server) {
      Scope.run(scope -> {
        Victims victims = new Victims(scope, chance, tally);
        for (int i = 0; i < CLIENTS; i++) {
          boolean resets = chance.once(2);
          victims.add(() -> ask(server.address(), request, resets));
        }
        victims.cancelSome();
        chance.dawdle();
        victims.cancelAll();
        victims.awaitAll();
      });
    }
    tally.cancelled.add(entered.get());
    if (live.get() != 0 || server.connections() != 0) {
      tally.fault(
          tally.stuck,
          1,
          live + " handlers and " + server.connections() + " connections outlived their server");
    }
  }

  private static void ask(InetSocketAddress address, String request, boolean resets)
      throws IOException, InterruptedException {
    TcpStream stream = TcpStream.connect(address);
    try {
      stream.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
      stream.awaitReadable();
      Clock.sleep(LONG);
    } finally {
      if (resets) {
        stream.abort();
      } else {
        stream.close();
      }
    }
  }
}
