package jacquard.net;

import static jacquard.net.Loopback.anyPort;
import static jacquard.net.Loopback.awaitWaiting;
import static jacquard.net.Loopback.bytes;
import static jacquard.net.Loopback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.task.Scope;
import jacquard.task.Task;
import java.io.File;
import java.net.BindException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpListenerTest {

  private static final File DESCRIPTORS = new File("/proc/self/fd");

  @Test
  void bind_withoutAddress_isLoopbackOnly() throws Exception {
    try (TcpListener listener = TcpListener.bind(0);
        TcpListener any = TcpListener.bindAnyAddress(0)) {
      assertThat(listener.localAddress().getAddress().isLoopbackAddress()).isTrue();
      assertThat(any.localAddress().getAddress().isAnyLocalAddress()).isTrue();
    }
  }

  @Test
  void bind_portTaken_saysSo() throws Exception {
    try (TcpListener first = TcpListener.bind(0)) {
      int port = first.localAddress().getPort();
      assertThatThrownBy(() -> TcpListener.bind(port))
          .isInstanceOf(BindException.class)
          .hasMessage("port " + port + " is taken (by another process on this machine)");
    }
  }

  @Test
  void bind_foreignAddress_saysSo() {
    var address = new java.net.InetSocketAddress("192.0.2.1", 0);
    assertThatThrownBy(() -> TcpListener.bind(address))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void options_outOfRange_nameTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TcpListener.Options(0, true, 0))
        .withMessageContaining("was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TcpListener.Options(1, true, -1))
        .withMessageContaining("was -1");
  }

  @Test
  void accept_severalInTheBacklog_takesThemInOrder() throws Exception {
    try (TcpListener listener =
            TcpListener.bind(anyPort(), new TcpListener.Options(16, true, 64 * 1024));
        TcpStream first = TcpStream.connect(listener.localAddress());
        TcpStream second = TcpStream.connect(listener.localAddress());
        TcpStream a = listener.accept();
        TcpStream b = listener.accept()) {
      assertThat(a.remoteAddress()).isEqualTo(first.localAddress());
      assertThat(b.remoteAddress()).isEqualTo(second.localAddress());
      assertThat(a.localAddress()).isEqualTo(listener.localAddress());
    }
  }

  @Test
  void accept_whileAnotherTaskAccepts_isRefused() throws Exception {
    try (TcpListener listener = TcpListener.bind(0)) {
      Scope.run(scope -> {
        scope.fork(() -> listener.accept().close());
        awaitWaiting(listener::pendingAccept);
        assertThatThrownBy(listener::accept).isInstanceOf(IllegalStateException.class);
        TcpStream.connect(listener.localAddress()).close();
      });
    }
  }

  @Test
  void close_whileAccepting_endsTheAccept() throws Exception {
    TcpListener listener = TcpListener.bind(0);
    Throwable thrown =
        Scope.call(scope -> {
          Task<Throwable> accepting = scope.fork(() -> catchThrowable(listener::accept));
          awaitWaiting(listener::pendingAccept);
          listener.close();
          return accepting.join();
        });

    assertThat(thrown)
        .isInstanceOf(SocketClosedException.class)
        .hasMessage("listener " + listener.localAddress() + " is closed");
    assertThat(listener.isOpen()).isFalse();
    assertThatThrownBy(listener::accept).isInstanceOf(SocketClosedException.class);
    listener.close();
  }

  @Test
  void close_freesThePort() throws Exception {
    TcpListener first = TcpListener.bind(0);
    Scope.run(scope -> {
      Task<Throwable> accepting = scope.fork(() -> catchThrowable(first::accept));
      awaitWaiting(first::pendingAccept);
      first.close();
      accepting.join();
    });
    // The poller gives the descriptor back: the port is free a moment later.
    TcpListener again = null;
    while (again == null) {
      try {
        again = TcpListener.bind(first.localAddress());
      } catch (BindException _) {
        jacquard.task.Tasks.yield();
      }
    }
    again.close();
  }

  @Test
  void thousandConnections_openedAndClosed_leaveNoDescriptor() throws Exception {
    Assumptions.assumeTrue(DESCRIPTORS.isDirectory(), "needs /proc");
    try (TcpListener listener = TcpListener.bind(0)) {
      exchange(listener, 10);
      int before = descriptors();
      assertThat(before).isPositive();

      exchange(listener, 1_000);

      // The poller gives back the last ones: wait for the event, within the test's time-out.
      while (descriptors() > before) {
        jacquard.task.Tasks.yield();
      }
    }
  }

  private static int descriptors() {
    String[] open = DESCRIPTORS.list();
    return open == null ? 0 : open.length;
  }

  private static void exchange(TcpListener listener, int connections) throws Exception {
    Scope.run(scope -> {
      scope.fork(() -> {
        for (int i = 0; i < connections; i++) {
          try (TcpStream server = listener.accept()) {
            server.transferTo(server);
          }
        }
      });
      for (int i = 0; i < connections; i++) {
        try (TcpStream client = TcpStream.connect(listener.localAddress())) {
          client.write(bytes("x"));
          assertThat(read(client, 1)).isEqualTo("x");
        }
      }
    });
  }
}
