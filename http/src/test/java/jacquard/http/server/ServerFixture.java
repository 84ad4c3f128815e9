package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A server for one test; its end asserts that no connection and no descriptor is left, and that
 * nothing was logged as an error, unless the test {@linkplain #expectErrors expects} that.
 */
final class ServerFixture implements AutoCloseable {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final ErrorLog errors = new ErrorLog();
  private final long descriptorsBefore;
  private final HttpServer server;

  ServerFixture(Handler handler) throws IOException {
    this(HttpServer.Options.defaults(), handler);
  }

  ServerFixture(HttpServer.Options options, Handler handler) throws IOException {
    // The engine, its selector and the classes that tests load are opened by the first server.
    HttpServer.bind(0, handler).close();
    descriptorsBefore = sockets();
    server = HttpServer.bind(0, handler, options);
  }

  static HttpServer.Options limits(HttpLimits limits) {
    return HttpServer.Options.defaults().withLimits(limits);
  }

  static HttpServer.Options timeouts(HttpTimeouts timeouts) {
    return HttpServer.Options.defaults().withTimeouts(timeouts);
  }

  HttpServer server() {
    return server;
  }

  RawClient connect() throws IOException {
    return new RawClient(server.port());
  }

  /** The test makes the handler, or the server, fail. */
  ServerFixture expectErrors() {
    errors.expectErrors();
    return this;
  }

  @Override
  public void close() throws IOException {
    try (errors) { // closed last: what a connection logs, it logs before it is counted out
      drain();
    }
  }

  /** Ends the server as {@link #close} does; closing again is no error. */
  void drain() throws IOException {
    try (server) {
      int cut = server.drain(Duration.ofSeconds(5));
      assertThat(cut).as("connections cut off").isZero();
      assertThat(server.connections()).as("connections left").isZero();
    } catch (InterruptedException e) {
      throw new AssertionError("the test was interrupted", e);
    }
    assertDescriptorsAreFree();
  }

  /** A selector frees the descriptor of a closed channel at its next turn: that may be later. */
  private void assertDescriptorsAreFree() throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (sockets() > descriptorsBefore && System.nanoTime() - deadline < 0) {
      Thread.onSpinWait();
    }
    assertThat(sockets()).as("sockets open").isLessThanOrEqualTo(descriptorsBefore);
  }

  /** Open sockets of this process; 0 where there is no such directory. */
  private static long sockets() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.filter(ServerFixture::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // It was closed while we looked.
    }
  }
}
