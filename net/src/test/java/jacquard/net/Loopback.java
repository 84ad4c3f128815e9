package jacquard.net;

import jacquard.internal.engine.Wait;
import jacquard.task.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two connected streams on the loopback interface. */
record Loopback(TcpStream client, TcpStream server) implements AutoCloseable {

  /** Longer than any test may take: a wait that lasts so long hangs. */
  static final Duration LONG = Duration.ofMinutes(5);

  static Loopback open() throws IOException, InterruptedException {
    return open(TcpListener.Options.DEFAULT);
  }

  static Loopback open(TcpListener.Options options) throws IOException, InterruptedException {
    try (TcpListener listener = TcpListener.bind(anyPort(), options)) {
      TcpStream client = TcpStream.connect(listener.localAddress());
      return new Loopback(client, listener.accept());
    }
  }

  static java.net.InetSocketAddress anyPort() {
    return new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads {@code length} bytes, or up to the end. */
  static String read(TcpStream stream, int length) throws IOException, InterruptedException {
    ByteBuffer into = ByteBuffer.allocate(length);
    while (into.hasRemaining() && stream.read(into) >= 0) {
      // Reads on.
    }
    return new String(into.array(), 0, into.position(), StandardCharsets.UTF_8);
  }

  /** Returns once a task waits: the one that {@code wait} shows. */
  static void awaitWaiting(Supplier<@Nullable Wait> wait) {
    Wait seen = wait.get();
    while (seen == null || !seen.isPending()) {
      Tasks.yield();
      seen = wait.get();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
