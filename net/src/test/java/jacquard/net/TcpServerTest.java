package jacquard.net;

import static jacquard.net.Loopback.bytes;
import static jacquard.net.Loopback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.task.CancelledException;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpServerTest {

  private static final Duration LONG = Loopback.LONG;

  private final ErrorLog errors = new ErrorLog();

  @AfterEach
  void nothingUnexpectedWasLogged() {
    errors.close();
  }

  private static void echo(TcpStream client) throws IOException, InterruptedException {
    client.transferTo(client);
  }

  private static String exchange(TcpServer server, String text)
      throws IOException, InterruptedException {
    try (TcpStream client = TcpStream.connect(server.listener().localAddress())) {
      client.write(bytes(text));
      client.shutdownOutput();
      return read(client, 100);
    }
  }

  @Test
  void start_manyClients_areServedEachApart() throws Exception {
    try (TcpServer server = TcpServer.start(TcpListener.bind(0), TcpServerTest::echo)) {
      Scope.run(scope -> {
        for (int i = 0; i < 100; i++) {
          String text = "client " + i;
          scope.fork(() -> assertThat(exchange(server, text)).isEqualTo(text));
        }
      });
      assertThat(server.drain(LONG)).isZero();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void handler_thatFails_closesItsConnectionOnly() throws Exception {
    errors.expectErrors();
    AtomicInteger calls = new AtomicInteger();
    try (TcpServer server =
        TcpServer.start(
            TcpListener.bind(0),
            client -> {
              switch (calls.incrementAndGet()) {
                case 1 -> throw new IOException("the test's");
                case 2 -> throw new IllegalStateException("the test's");
                case 3 -> throw new StackOverflowError("the test's");
                default -> echo(client);
              }
            })) {
      for (int i = 0; i < 3; i++) {
        try (TcpStream client = TcpStream.connect(server.listener().localAddress())) {
          assertThat(read(client, 1)).isEmpty();
        }
      }
      assertThat(exchange(server, "still there")).isEqualTo("still there");
    }
  }

  @Test
  void limit_reached_othersWaitInTheBacklog() throws Exception {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    try (TcpServer server =
        TcpServer.start(
            TcpListener.bind(0),
            new TcpServer.Options("limited", 3),
            client -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              echo(client);
              now.decrementAndGet();
            })) {
      Scope.run(scope -> {
        for (int i = 0; i < 50; i++) {
          String text = "client " + i;
          scope.fork(() -> assertThat(exchange(server, text)).isEqualTo(text));
        }
      });
    }
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void drain_connectionsInFlight_endByThemselves() throws Exception {
    CountDownLatch serving = new CountDownLatch(1);
    try (TcpServer server =
        TcpServer.start(
            TcpListener.bind(0),
            client -> {
              serving.countDown();
              echo(client);
            })) {
      try (TcpStream client = TcpStream.connect(server.listener().localAddress())) {
        assertThat(serving.await(10, TimeUnit.SECONDS)).isTrue();
        Scope.run(scope -> {
          Task<Integer> draining = scope.fork(() -> server.drain(LONG));
          while (server.listener().isOpen()) {
            jacquard.task.Tasks.yield();
          }
          assertThat(draining.poll()).isEmpty();
          client.write(bytes("late"));
          client.shutdownOutput();
          assertThat(read(client, 10)).isEqualTo("late");
          assertThat(draining.join()).isZero();
        });
      }
      assertThat(catchThrowable(() -> exchange(server, "x"))).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void drain_connectionThatStays_isCancelledAndCounted() throws Exception {
    CompletableFuture<Throwable> ending = new CompletableFuture<>();
    try (TcpServer server =
            TcpServer.start(
                TcpListener.bind(0),
                client -> {
                  client.write(bytes("x"));
                  ending.complete(catchThrowable(() -> echo(client)));
                });
        TcpStream client = TcpStream.connect(server.listener().localAddress())) {
      assertThat(read(client, 1)).isEqualTo("x");

      assertThat(server.drain(Duration.ofMillis(20))).isOne();

      assertThat(ending.get(10, TimeUnit.SECONDS))
          .isInstanceOf(CancelledException.class)
          .hasMessageContaining("20 ms");
      assertThat(server.connections()).isZero();
      assertThat(read(client, 1)).isEmpty();
    }
  }

  @Test
  void close_withConnections_cancelsThem() throws Exception {
    CompletableFuture<Throwable> ending = new CompletableFuture<>();
    TcpServer server =
        TcpServer.start(
            TcpListener.bind(0),
            client -> {
              client.write(bytes("x"));
              ending.complete(catchThrowable(() -> echo(client)));
            });
    try (TcpStream client = TcpStream.connect(server.listener().localAddress())) {
      assertThat(read(client, 1)).isEqualTo("x");
      server.close();
      server.close();

      assertThat(ending.get(10, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void close_atTheLimit_endsTheWaitForRoom() throws Exception {
    TcpServer server =
        TcpServer.start(
            TcpListener.bind(0),
            new TcpServer.Options("full", 1),
            client -> {
              client.write(bytes("x"));
              echo(client);
            });
    try (TcpStream client = TcpStream.connect(server.listener().localAddress());
        TcpStream waiting = TcpStream.connect(server.listener().localAddress())) {
      assertThat(read(client, 1)).isEqualTo("x");
      server.close();

      assertThat(server.connections()).isZero();
      assertThat(catchThrowable(() -> assertThat(read(waiting, 1)).isEmpty()))
          .satisfiesAnyOf(
              thrown -> assertThat(thrown).isNull(),
              thrown -> assertThat(thrown).isInstanceOf(IOException.class));
    }
  }

  @Test
  void accept_thatThrowsAnError_closesTheListenerAndReachesWhoeverWaits() throws Exception {
    errors.expectErrors();
    CompletableFuture<Throwable> ending = new CompletableFuture<>();
    CountDownLatch serving = new CountDownLatch(1);
    Error thrown = new OutOfMemoryError("the test's");
    TcpListener listener = TcpListener.bind(0);
    AtomicInteger accepted = new AtomicInteger();
    TcpServer.Acceptor failing =
        () -> {
          if (accepted.getAndIncrement() == 0) {
            return listener.accept();
          }
          serving.await();
          throw thrown;
        };
    try (TcpServer server =
            TcpServer.start(
                listener,
                failing,
                TcpServer.Options.DEFAULT,
                client -> {
                  serving.countDown();
                  ending.complete(catchThrowable(() -> echo(client)));
                });
        TcpStream client = TcpStream.connect(listener.localAddress())) {
      assertThat(catchThrowable(server::awaitEnd)).isSameAs(thrown);
      assertThat(listener.isOpen()).isFalse();
      assertThat(server.connections()).isZero();
      assertThat(ending.get(10, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
      assertThat(read(client, 1)).isEmpty();
      assertThat(server.drain(LONG)).isZero();
    }
  }

  @Test
  void listener_thatAnotherTaskAcceptsFrom_isClosedAndTheMisuseTold() throws Exception {
    errors.expectErrors();
    TcpListener listener = TcpListener.bind(0);
    Scope.run(scope -> {
      Task<Throwable> other = scope.fork(() -> catchThrowable(listener::accept));
      while (listener.pendingAccept() == null) {
        jacquard.task.Tasks.yield();
      }
      try (TcpServer server = TcpServer.start(listener, TcpServerTest::echo)) {
        assertThat(catchThrowable(server::awaitEnd))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("another task accepts from");
        assertThat(other.join()).isInstanceOf(SocketClosedException.class);
      }
    });
  }

  @Test
  void awaitEnd_ofAServerThatIsClosed_returns() throws Exception {
    TcpServer server = TcpServer.start(TcpListener.bind(0), TcpServerTest::echo);
    server.close();
    server.awaitEnd();
    assertThat(server.listener().isOpen()).isFalse();
  }

  @Test
  void log_thatFails_harmsNoOtherConnection() throws Exception {
    errors.expectErrors();
    Logger log = Logger.getLogger("jacquard.net");
    Handler broken = new BrokenLog(new OutOfMemoryError("the test's log"));
    log.addHandler(broken);
    CountDownLatch serving = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    try (TcpServer server =
            TcpServer.start(
                TcpListener.bind(0),
                client -> {
                  if (calls.getAndIncrement() > 0) {
                    throw new LinkageError("the test's");
                  }
                  serving.countDown();
                  echo(client);
                });
        TcpStream first = TcpStream.connect(server.listener().localAddress())) {
      assertThat(serving.await(10, TimeUnit.SECONDS)).isTrue();
      try (TcpStream second = TcpStream.connect(server.listener().localAddress())) {
        assertThat(read(second, 1)).isEmpty();
      }
      first.write(bytes("still there"));
      first.shutdownOutput();
      assertThat(read(first, 100)).isEqualTo("still there");
    } finally {
      log.removeHandler(broken);
    }
  }

  /** As where the JVM is out of memory: it throws the same error again, from the log as well. */
  @Test
  void log_thatThrowsWhatItIsGiven_connectionEnds() throws Exception {
    errors.expectErrors();
    Error failure = new OutOfMemoryError("the test's");
    Logger log = Logger.getLogger("jacquard.net");
    Handler broken = new BrokenLog(failure);
    log.addHandler(broken);
    try (TcpServer server =
            TcpServer.start(
                TcpListener.bind(0),
                _ -> {
                  throw failure;
                });
        TcpStream client = TcpStream.connect(server.listener().localAddress())) {
      client.setReadTimeout(Duration.ofSeconds(10));

      assertThat(read(client, 1)).isEmpty();
      assertThat(server.drain(LONG)).isZero();
      assertThat(server.connections()).isZero();
    } finally {
      log.removeHandler(broken);
    }
  }

  @Test
  void options_withoutRoom_nameTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TcpServer.Options("x", 0))
        .withMessage("connectionsMax must be 1 or more, was 0");
  }

  /** Fails as a log does that has no memory left. */
  private static final class BrokenLog extends Handler {
    private final Error failure;

    BrokenLog(Error failure) {
      this.failure = failure;
    }

    @Override
    public void publish(LogRecord logged) {
      throw failure;
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing to give back
    }
  }
}
