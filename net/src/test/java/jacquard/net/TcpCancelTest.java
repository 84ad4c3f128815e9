package jacquard.net;

import static jacquard.net.Loopback.awaitWaiting;
import static jacquard.net.Loopback.bytes;
import static jacquard.net.Loopback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.task.Action;
import jacquard.task.CancelledException;
import jacquard.task.Scope;
import jacquard.task.Task;
import jacquard.task.Tasks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a wait ended by cancellation or an interrupt leaves its socket as it was. */
@Timeout(60)
class TcpCancelTest {

  private static final int LARGE = 32 * 1024 * 1024;

  /** Runs {@code waiting}, cancels it once it waits, and returns what it threw. */
  private static @Nullable Throwable cancel(
      Supplier<jacquard.internal.engine.@Nullable Wait> wait, Action<Exception> waiting)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Scope.<RuntimeException>run(scope -> {
      Task<?> task = scope.fork(() -> thrown.set(catchThrowable(waiting::run)));
      awaitWaiting(wait);
      task.cancel("enough");
    });
    return thrown.get();
  }

  /** As {@link #cancel}, by an interrupt. */
  private static @Nullable Throwable interrupt(
      Supplier<jacquard.internal.engine.@Nullable Wait> wait, Action<Exception> waiting)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Scope.<RuntimeException>run(scope -> {
      AtomicReference<Thread> thread = new AtomicReference<>();
      scope.fork(() -> {
        thread.set(Thread.currentThread());
        thrown.set(catchThrowable(waiting::run));
      });
      awaitWaiting(wait);
      thread.get().interrupt();
    });
    return thrown.get();
  }

  @Test
  void accept_cancelled_leavesTheListenerOpen() throws Exception {
    try (TcpListener listener = TcpListener.bind(0)) {
      assertThat(cancel(listener::pendingAccept, listener::accept))
          .isInstanceOf(CancelledException.class)
          .hasMessageContaining("enough");
      assertThat(interrupt(listener::pendingAccept, listener::accept))
          .isExactlyInstanceOf(InterruptedException.class);

      try (TcpStream client = TcpStream.connect(listener.localAddress());
          TcpStream server = listener.accept()) {
        server.write(bytes("x"));
        assertThat(read(client, 1)).isEqualTo("x");
      }
    }
  }

  @Test
  void read_cancelled_takesNothing() throws Exception {
    try (Loopback pair = Loopback.open()) {
      TcpStream stream = pair.client();
      assertThat(cancel(stream::pendingRead, () -> read(stream, 1)))
          .isInstanceOf(CancelledException.class);
      assertThat(interrupt(stream::pendingRead, () -> read(stream, 1)))
          .isExactlyInstanceOf(InterruptedException.class);
      assertThat(cancel(stream::pendingRead, stream::awaitReadable))
          .isInstanceOf(CancelledException.class);

      pair.server().write(bytes("abc"));
      assertThat(read(stream, 3)).isEqualTo("abc");
    }
  }

  @Test
  void read_interruptedBefore_withBytesThere_losesNothing() throws Exception {
    try (Loopback pair = Loopback.open()) {
      pair.server().write(bytes("abc"));
      pair.client().awaitReadable();

      Scope.run(scope ->
          scope.fork(() -> {
            Thread.currentThread().interrupt();
            assertThat(read(pair.client(), 3)).isEqualTo("abc");
            assertThat(Thread.interrupted()).isTrue();
          }));
      assertThat(pair.client().isOpen()).isTrue();
    }
  }

  @Test
  void write_cancelled_tellsWhatWentOutAndGoesOn() throws Exception {
    byte[] sent = new byte[LARGE];
    new java.util.Random(3).nextBytes(sent);
    try (Loopback pair = Loopback.open()) {
      TcpStream stream = pair.client();
      ByteBuffer from = ByteBuffer.wrap(sent);
      assertThat(cancel(stream::pendingWrite, () -> stream.write(from)))
          .isInstanceOf(CancelledException.class);
      assertThat(from.position()).isPositive();
      assertThat(from.limit()).isEqualTo(LARGE);
      assertThat(interrupt(stream::pendingWrite, () -> stream.write(from, bytes("end"))))
          .isExactlyInstanceOf(InterruptedException.class);

      java.util.zip.CRC32 sum = new java.util.zip.CRC32();
      Scope.run(scope -> {
        scope.fork(() -> pair.server().transferTo(sum::update));
        stream.write(from);
        stream.shutdownOutput();
      });

      java.util.zip.CRC32 expected = new java.util.zip.CRC32();
      expected.update(sent);
      assertThat(sum.getValue()).isEqualTo(expected.getValue());
    }
  }

  @Test
  void everyOperation_inACancelledTask_throwsAtOnce() throws Exception {
    try (Loopback pair = Loopback.open();
        TcpListener listener = TcpListener.bind(0)) {
      List<Action<Exception>> all =
          List.of(
              () -> pair.client().read(ByteBuffer.allocate(1)),
              () -> pair.client().read(new byte[1], 0, 1),
              pair.client()::awaitReadable,
              () -> pair.client().write(bytes("x")),
              () -> pair.client().write(new byte[1], 0, 1),
              () -> pair.client().write(bytes("x"), bytes("y")),
              listener::accept,
              () -> TcpStream.connect(listener.localAddress()));
      List<@Nullable Throwable> thrown = new ArrayList<>();
      Scope.<RuntimeException>run(scope -> {
        scope.cancel("before");
        all.forEach(operation -> thrown.add(catchThrowable(operation::run)));
      });

      assertThat(thrown).hasSize(all.size()).allMatch(CancelledException.class::isInstance);
      pair.server().shutdownOutput();
      assertThat(read(pair.client(), 1)).isEmpty();
    }
  }

  @Test
  void read_underATimeout_endsByItAndTheStreamGoesOn() throws Exception {
    try (Loopback pair = Loopback.open()) {
      assertThatThrownBy(() -> Tasks.timeout(Duration.ofMillis(20), () -> read(pair.client(), 1)))
          .isInstanceOf(TimeoutException.class);

      pair.server().write(bytes("x"));
      assertThat(read(pair.client(), 1)).isEqualTo("x");
    }
  }

  @Test
  void connect_thatHangs_endsByCancelDeadlineAndTimeout() throws Exception {
    try (FullBacklog full = FullBacklog.open()) {
      InetSocketAddress address = full.address();
      assertThatThrownBy(
              () -> Tasks.timeout(Duration.ofMillis(20), () -> TcpStream.connect(address)))
          .isInstanceOf(TimeoutException.class);
      assertThatThrownBy(() -> TcpStream.connect(address, Duration.ofMillis(20)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("did not answer for 20 ms");
    }
  }

  @Test
  void connect_refused_namesTheAddress() throws Exception {
    InetSocketAddress address;
    try (TcpListener listener = TcpListener.bind(0)) {
      address = listener.localAddress();
    }
    assertThatThrownBy(() -> TcpStream.connect(address))
        .isInstanceOf(java.net.ConnectException.class)
        .hasMessageContaining(address.toString());
  }

  @Test
  void connect_unresolved_names_theHost() {
    InetSocketAddress address = InetSocketAddress.createUnresolved("no.such.host.invalid", 80);
    assertThatThrownBy(() -> TcpStream.connect(address))
        .isInstanceOf(java.net.UnknownHostException.class)
        .hasMessage("no.such.host.invalid");
  }

  @Test
  void inputStream_cancelled_throwsInterruptedIo() throws Exception {
    try (Loopback pair = Loopback.open()) {
      Throwable thrown =
          cancel(pair.client()::pendingRead, () -> pair.client().asInputStream().read());

      assertThat(thrown)
          .isInstanceOf(InterruptedIOException.class)
          .hasCauseInstanceOf(CancelledException.class);
      pair.server().asOutputStream().write(0xff);
      assertThat(pair.client().asInputStream().read()).isEqualTo(0xff);
    }
  }

  /** A listener that nobody accepts from, its backlog full: the kernel ignores who comes next. */
  private record FullBacklog(
      java.net.ServerSocket listener, List<java.nio.channels.SocketChannel> waiting)
      implements AutoCloseable {

    private static final int ATTEMPTS = 64;

    static FullBacklog open() throws IOException {
      var full =
          new FullBacklog(
              new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress()),
              new ArrayList<>());
      for (int i = 0; i < ATTEMPTS; i++) {
        var channel = java.nio.channels.SocketChannel.open();
        channel.configureBlocking(false);
        full.waiting.add(channel);
        channel.connect(full.address());
      }
      return full;
    }

    InetSocketAddress address() {
      return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
      for (var channel : waiting) {
        channel.close();
      }
      listener.close();
    }
  }
}
