package jacquard.net;

import static jacquard.net.Loopback.bytes;
import static jacquard.net.Loopback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.internal.engine.Nursery;
import jacquard.internal.engine.Strand;
import jacquard.task.CancelledException;
import jacquard.task.Scope;
import jacquard.task.TaskLocal;
import jacquard.task.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: a connection that is served in turns ends in every way that one with a stack does, in a turn
 * and between two; it ends once, and its server counts it until then.
 */
@Timeout(60)
class SessionTest {

  private static final Duration LONG = Loopback.LONG;
  private static final Duration SOON = Duration.ofMillis(50);

  private final ErrorLog errors = new ErrorLog();

  @AfterEach
  void nothingUnexpectedWasLogged() {
    errors.close();
  }

  /** Sends back what has come; after an end it ends too. */
  private static class Echo implements TcpServer.Session {
    final TcpStream stream;
    final AtomicInteger turns = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();

    Echo(TcpStream stream) {
      this.stream = stream;
    }

    @Override
    public boolean serve() throws Exception {
      ByteBuffer some = ByteBuffer.allocate(64);
      int count = -1;
      try {
        count = stream.tryRead(some);
      } finally {
        if (count != 0) { // else the poller's news was old: no turn that counts
          turns.incrementAndGet();
        }
      }
      stream.write(some.flip());
      return count >= 0;
    }

    @Override
    public void ended() {
      ends.incrementAndGet();
    }
  }

  /** A server whose sessions are kept for the test to look at. */
  private static final class Served implements AutoCloseable {
    final BlockingQueue<Echo> sessions = new LinkedBlockingQueue<>();
    final TcpServer server;

    Served(TcpServer.Opener opener) throws IOException {
      server =
          TcpServer.startSessions(
              TcpListener.bind(0),
              TcpServer.Options.DEFAULT,
              stream -> {
                TcpServer.Session session = opener.open(stream);
                if (session instanceof Echo echo) {
                  sessions.add(echo);
                }
                return session;
              });
    }

    TcpStream connect() throws IOException, InterruptedException {
      return TcpStream.connect(server.listener().localAddress());
    }

    /** The session of the next connection, which rests. */
    Echo resting() throws InterruptedException {
      Echo session = sessions.poll(10, TimeUnit.SECONDS);
      assertThat(session).isNotNull();
      Loopback.awaitWaiting(session.stream::pendingRead);
      return session;
    }

    void awaitNone() throws InterruptedException {
      while (server.connections() > 0) {
        Tasks.yield();
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      assertThat(server.connections()).isZero();
      for (Echo session : sessions) {
        assertThat(session.ends).hasValue(1);
      }
    }
  }

  private static String ask(TcpStream client, String text)
      throws IOException, InterruptedException {
    client.write(bytes(text));
    return read(client, text.length());
  }

  @Test
  void turns_areTakenWhenBytesCome_andNotBefore() throws Exception {
    try (Served served = new Served(Echo::new);
        TcpStream client = served.connect()) {
      Echo session = served.resting();
      assertThat(session.turns).hasValue(0);
      assertThat(served.server.connections()).isOne();
      for (int turn = 1; turn <= 1_000; turn++) {
        assertThat(ask(client, "ping " + turn)).isEqualTo("ping " + turn);
        assertThat(session.turns.get()).isLessThanOrEqualTo(turn);
      }
      client.shutdownOutput();
      assertThat(read(client, 1)).isEmpty();
      served.awaitNone();
      assertThat(session.ends).hasValue(1);
    }
  }

  @Test
  void manyConnections_talkInTurns_eachInItsOwn() throws Exception {
    try (Served served = new Served(Echo::new)) {
      Scope.run(scope -> {
        for (int i = 0; i < 50; i++) {
          String name = "client " + i;
          scope.fork(() -> {
            try (TcpStream client = served.connect()) {
              for (int turn = 0; turn < 100; turn++) {
                String text = name + "," + turn;
                assertThat(ask(client, text)).isEqualTo(text);
              }
            }
          });
        }
      });
      assertThat(served.server.drain(LONG)).isZero();
    }
  }

  @Test
  void speaksFirst_takesATurnAtOnce() throws Exception {
    TcpServer.Opener greeting =
        stream ->
            new Echo(stream) {
              @Override
              public boolean speaksFirst() {
                return true;
              }

              @Override
              public boolean serve() throws Exception {
                return turns.get() > 0 ? super.serve() : greet();
              }

              private boolean greet() throws Exception {
                turns.incrementAndGet();
                stream.write(bytes("220 "));
                return true;
              }
            };
    try (Served served = new Served(greeting);
        TcpStream client = served.connect()) {
      assertThat(read(client, 4)).isEqualTo("220 ");
      assertThat(ask(client, "hello")).isEqualTo("hello");
    }
  }

  @Test
  void rest_longerThanTheReadTimeout_endsTheConnection() throws Exception {
    TcpServer.Opener impatient =
        stream -> {
          stream.setReadTimeout(SOON);
          return new Echo(stream);
        };
    try (Served served = new Served(impatient);
        TcpStream fresh = served.connect();
        TcpStream used = served.connect()) {
      assertThat(ask(used, "once")).isEqualTo("once");
      assertThat(read(fresh, 1)).isEmpty();
      assertThat(read(used, 1)).isEmpty();
      served.awaitNone();
    }
  }

  @Test
  void close_whileResting_endsWithoutATurn() throws Exception {
    try (Served served = new Served(Echo::new);
        TcpStream fresh = served.connect();
        TcpStream used = served.connect()) {
      Echo first = served.resting();
      Echo second = served.resting();
      assertThat(ask(used, "once")).isEqualTo("once");
      served.server.close();
      assertThat(served.server.connections()).isZero();
      assertThat(first.turns.get() + second.turns.get()).isOne();
      assertThat(first.ends).hasValue(1);
      assertThat(second.ends).hasValue(1);
      assertThat(read(fresh, 1)).isEmpty();
      assertThat(read(used, 1)).isEmpty();
    }
  }

  @Test
  void drain_whileResting_cancelsAtItsLimit() throws Exception {
    try (Served served = new Served(Echo::new);
        TcpStream client = served.connect()) {
      served.resting();
      assertThat(served.server.drain(SOON)).isOne();
      assertThat(read(client, 1)).isEmpty();
    }
  }

  @Test
  void close_inATurn_cancelsTheTask() throws Exception {
    BlockingQueue<Throwable> met = new LinkedBlockingQueue<>();
    TcpServer.Opener stuck =
        stream ->
            new Echo(stream) {
              @Override
              public boolean serve() throws Exception {
                super.serve();
                met.add(catchThrowable(() -> stream.read(ByteBuffer.allocate(1))));
                return true; // it goes on as if nothing were: its task does not
              }
            };
    try (Served served = new Served(stuck);
        TcpStream client = served.connect()) {
      assertThat(ask(client, "x")).isEqualTo("x");
      served.server.close();
      assertThat(met.poll(10, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
      assertThat(read(client, 1)).isEmpty();
    }
  }

  @Test
  void stream_closedWhileResting_endsTheConnection() throws Exception {
    try (Served served = new Served(Echo::new);
        TcpStream client = served.connect()) {
      Echo session = served.resting();
      session.stream.close();
      served.awaitNone();
      assertThat(session.turns).hasValue(0);
      assertThat(session.ends).hasValue(1);
      assertThat(read(client, 1)).isEmpty();
    }
  }

  @Test
  void peer_thatResetsOrEndsWhileResting_isSeenByTheNextTurn() throws Exception {
    try (Served served = new Served(Echo::new);
        TcpStream resets = served.connect();
        TcpStream ends = served.connect()) {
      Echo first = served.resting();
      Echo second = served.resting();
      resets.abort();
      ends.shutdownOutput();
      served.awaitNone();
      assertThat(first.turns).hasValue(1);
      assertThat(second.turns).hasValue(1);
      assertThat(read(ends, 1)).isEmpty();
    }
  }

  @Test
  void sessionsThatFail_harmNoOther() throws Exception {
    errors.expectErrors();
    AtomicInteger opened = new AtomicInteger();
    TcpServer.Opener failing =
        stream ->
            switch (opened.incrementAndGet()) {
              case 1 -> throw new IOException("the test's");
              case 2 -> throw new IllegalStateException("the test's");
              case 3 ->
                  () -> {
                    throw new StackOverflowError("the test's");
                  };
              case 4 ->
                  new Echo(stream) {
                    @Override
                    public void ended() {
                      super.ended();
                      throw new IllegalStateException("the test's");
                    }
                  };
              case 5 -> {
                stream.close(); // before it may rest
                yield new Echo(stream);
              }
              default -> new Echo(stream);
            };
    try (Served served = new Served(failing)) {
      for (int i = 1; i <= 5; i++) {
        try (TcpStream client = served.connect()) {
          client.write(bytes("x"));
          client.shutdownOutput();
          assertThat(read(client, 2)).isEqualTo(i == 4 ? "x" : "");
        } catch (IOException e) {
          assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*"); // "x" was not read
        }
      }
      try (TcpStream client = served.connect()) {
        assertThat(ask(client, "still there")).isEqualTo("still there");
      }
    }
  }

  /** As for want of memory: what was begun of the connection ends, else its server never would. */
  @Test
  void connection_thatFailsToBegin_endsAndSoDoesItsServer() throws Exception {
    errors.expectErrors();
    Error thrown = new OutOfMemoryError("the test's");
    CountDownLatch ended = new CountDownLatch(1);
    TcpServer.Opener failing =
        stream ->
            new Echo(stream) {
              @Override
              public boolean speaksFirst() {
                throw thrown;
              }

              @Override
              public void ended() {
                super.ended();
                ended.countDown();
              }
            };
    try (Served served = new Served(failing);
        TcpStream client = served.connect()) {
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(catchThrowable(served.server::awaitEnd)).isSameAs(thrown);
      assertThat(served.server.connections()).isZero();
      assertThat(read(client, 1)).isEmpty();
    }
  }

  /** The first turn is due, and before it is taken all connections are cancelled. */
  @Test
  void turn_behindTheCancel_isNotTaken() throws Exception {
    CompletableFuture<TcpServer> running = new CompletableFuture<>();
    TcpServer.Opener late =
        stream ->
            new Echo(stream) {
              @Override
              public boolean speaksFirst() {
                // Cancels this task too, which accepts: it does not wait for itself.
                var _ = catchThrowable(() -> running.join().drain(Duration.ZERO));
                return true;
              }
            };
    try (Served served = new Served(late)) {
      running.complete(served.server);
      try (TcpStream client = served.connect()) {
        assertThat(read(client, 1)).isEmpty();
        served.server.awaitEnd();
        assertThat(served.sessions.element().turns).hasValue(0);
      }
    }
  }

  /** No engine queues a connection there; if one did, it would be none of either's business. */
  @Test
  void turn_onAStrandWithAContext_neitherSeesNorChangesIt() throws Exception {
    TaskLocal<String> local = TaskLocal.of("none");
    List<String> seen = new ArrayList<>();
    TcpServer.Session session =
        () -> {
          seen.add(local.get());
          return false;
        };
    try (TcpServer server =
            TcpServer.startSessions(TcpListener.bind(0), TcpServer.Options.DEFAULT, Echo::new);
        Loopback pair = Loopback.open()) {
      Scope.run(scope -> {
        ServedConnection connection = new ServedConnection(server, pair.server(), session, 1);
        ((Nursery) scope).defer(connection);
        local.bind(
            "the strand's",
            () -> {
              connection.run(Strand.current());
              seen.add(local.get());
            });
      });
    }
    assertThat(seen).containsExactly("none", "the strand's");
  }

  /** What a turn can't even say failed: here it has no task to run in. */
  @Test
  void turn_thatThrowsInsteadOfServing_endsTheConnection() throws Exception {
    try (TcpServer server =
            TcpServer.startSessions(TcpListener.bind(0), TcpServer.Options.DEFAULT, Echo::new);
        Loopback pair = Loopback.open()) {
      Echo session = new Echo(pair.server());
      ServedConnection connection = new ServedConnection(server, pair.server(), session, 1);

      Throwable thrown = catchThrowable(() -> connection.run(Strand.current()));

      assertThat(thrown).isInstanceOf(NullPointerException.class);
      assertThat(session.turns).hasValue(0);
      assertThat(session.ends).hasValue(1);
      assertThat(read(pair.client(), 1)).isEmpty();
    }
  }

  @Test
  void taskThatStillReads_endsTheConnectionInsteadOfResting() throws Exception {
    errors.expectErrors();
    try (Served served =
            new Served(stream ->
                new Echo(stream) {
                  @Override
                  public boolean serve() throws Exception {
                    boolean more = super.serve();
                    Thread.startVirtualThread(
                        () -> attempt(() -> stream.read(ByteBuffer.allocate(1))));
                    Loopback.awaitWaiting(stream::pendingRead);
                    return more;
                  }
                });
        TcpStream client = served.connect()) {
      assertThat(ask(client, "x")).isEqualTo("x");
      assertThat(read(client, 1)).isEmpty();
      served.awaitNone();
    }
  }

  @Test
  void limit_countsThoseThatRest() throws Exception {
    TcpServer server =
        TcpServer.startSessions(
            TcpListener.bind(0), new TcpServer.Options("limited", 2), Echo::new);
    try (server;
        TcpStream first = TcpStream.connect(server.listener().localAddress());
        TcpStream second = TcpStream.connect(server.listener().localAddress());
        TcpStream third = TcpStream.connect(server.listener().localAddress())) {
      assertThat(ask(first, "1")).isEqualTo("1");
      third.write(bytes("3"));
      while (server.connections() < 2) {
        Tasks.yield();
      }
      second.abort();
      assertThat(read(third, 1)).isEqualTo("3");
    }
  }

  /** Bytes, the time-out of a rest, a close, a reset and a cancel race: nothing is lost or left. */
  @Test
  void ends_thatRaceWithTurns_leaveNothing() throws Exception {
    for (int round = 0; round < 30; round++) {
      Duration timeout = Duration.ofMillis(1 + round % 7);
      TcpServer.Opener impatient =
          stream -> {
            stream.setReadTimeout(timeout);
            return new Echo(stream);
          };
      try (Served served = new Served(impatient)) {
        List<TcpStream> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          clients.add(served.connect());
        }
        for (TcpStream client : clients) {
          attempt(() -> client.write(bytes("x")));
        }
        if (round % 2 == 0) {
          served.server.close();
        } else {
          served.sessions.forEach(session -> attempt(session.stream::close));
          clients.forEach(client -> attempt(client::abort));
        }
        served.awaitNone();
        clients.forEach(client -> attempt(client::close));
      }
    }
  }

  /** Does what may fail, since the other side may have ended the connection. */
  private static void attempt(ThrowableAssert.ThrowingCallable step) {
    assertThat(catchThrowable(step))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isNull(),
            thrown -> assertThat(thrown).isInstanceOf(IOException.class));
  }
}
