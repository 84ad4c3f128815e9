package jacquard.verify.build;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Adoptium's API on loopback, with one archive and a choice of what goes wrong with it. */
final class FakeAdoptium implements AutoCloseable {
  /** What the server does when asked for the archive, or before. */
  enum Fault {
    NONE,
    API_MISSING,
    API_EMPTY,
    ARCHIVE_MISSING,
    CHECKSUM_WRONG,
    BREAKS_OFF,
    STALLS
  }

  /** Counted down when half of a stalling archive is on its way. */
  final CountDownLatch halfSent = new CountDownLatch(1);

  final AtomicInteger archivesServed = new AtomicInteger();
  volatile Fault fault = Fault.NONE;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final byte[] archive;

  FakeAdoptium(Path archive) throws IOException {
    this.archive = Files.readAllBytes(archive);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v3/assets/latest/25/hotspot", this::answer);
    server.createContext("/jdk.tar.gz", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    // As the real one prints it: one binary, its fields on lines of their own.
    String json =
        """
        [
            {
                "binary": {
                    "architecture": "x64",
                    "image_type": "jdk",
                    "package": {
                        "checksum": "%s",
                        "checksum_link": "%s/jdk.tar.gz.sha256.txt",
                        "download_count": 7,
                        "link": "%s/jdk.tar.gz",
                        "metadata_link": "%s/jdk.tar.gz.json",
                        "name": "jdk.tar.gz",
                        "size": %d
                    },
                    "project": "jdk"
                },
                "release_name": "jdk-25.0.3+9",
                "vendor": "eclipse"
            }
        ]
        """
            .formatted(checksum(), url(), url(), url(), archive.length);
    switch (fault) {
      case API_MISSING -> reply(exchange, 404, new byte[0]);
      case API_EMPTY -> reply(exchange, 200, "[]".getBytes(StandardCharsets.UTF_8));
      default -> reply(exchange, 200, json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    archivesServed.incrementAndGet();
    switch (fault) {
      case ARCHIVE_MISSING -> reply(exchange, 404, new byte[0]);
      case BREAKS_OFF, STALLS -> serveHalf(exchange);
      default -> reply(exchange, 200, archive);
    }
  }

  private void serveHalf(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, archive.length);
    var body = exchange.getResponseBody();
    body.write(archive, 0, archive.length / 2);
    body.flush();
    if (fault == Fault.STALLS) {
      halfSent.countDown();
      try {
        stopped.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    // Closing short of the announced length makes the server drop the connection.
    exchange.close();
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String checksum() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      if (fault == Fault.CHECKSUM_WRONG) {
        digest[0]++;
      }
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
