package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: a connection that is idle has no task that runs, and comes to life, or to its end, all the
 * same. ServerFixture counts connections and descriptors after each test.
 */
@Timeout(60)
final class IdleTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Duration SOON = Duration.ofMillis(150);
  private static final long DRAIN_MILLIS_MAX = 2_000;

  private static void awaitConnections(ServerFixture fixture, int count) {
    while (fixture.server().connections() != count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void octetsAfterARest_areServed_whereverTheRequestIsCut() throws Exception {
    try (var fixture = new ServerFixture(_ -> Response.text("ok"));
        var client = fixture.connect()) {
      for (int cut = 0; cut < GET.length(); cut++) {
        client.send(GET.substring(0, cut));
        client.send(GET.substring(cut));
        assertThat(client.answer().body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void requestThatArrivedDuringTheOneBefore_isAnsweredWithoutMoreOctets() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (var fixture =
            new ServerFixture(request -> {
              if (request.rawPath().equals("/slow")) {
                begun.countDown();
                go.await();
              }
              return Response.text(request.rawPath());
            });
        var client = fixture.connect()) {
      assertThat(client.get("/").body()).isEqualTo("/");
      client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\nGET /half HTTP/1.1\r\n");
      go.countDown();
      assertThat(client.answer().body()).isEqualTo("/slow");
      assertThat(client.answer().body()).isEqualTo("/next");
      assertThat(client.send("Host: a\r\n\r\n").answer().body()).isEqualTo("/half");
    }
  }

  @Test
  void idleTimeout_endsFreshAndUsedConnections() throws Exception {
    var options = ServerFixture.timeouts(HttpTimeouts.defaults().withIdle(SOON));
    try (var fixture = new ServerFixture(options, _ -> Response.text("ok"));
        var fresh = fixture.connect();
        var used = fixture.connect()) {
      assertThat(used.get("/").body()).isEqualTo("ok");
      assertThat(fresh.isEnded()).isTrue();
      assertThat(used.isEnded()).isTrue();
      awaitConnections(fixture, 0);
    }
  }

  @Test
  void drain_endsIdleConnectionsAtOnce_andLetsTheOneInFlightEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (var fixture =
            new ServerFixture(request -> {
              if (request.rawPath().equals("/slow")) {
                begun.countDown();
                go.await();
              }
              return Response.text(request.rawPath());
            });
        var fresh = fixture.connect();
        var used = fixture.connect();
        var busy = fixture.connect();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(used.get("/").status()).isEqualTo(200);
      busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      awaitConnections(fixture, 3);
      Future<Integer> cut = threads.submit(() -> fixture.server().drain(Duration.ofSeconds(20)));
      assertThat(fresh.isEnded()).isTrue();
      assertThat(used.isEnded()).isTrue();
      awaitConnections(fixture, 1);
      go.countDown();
      assertThat(busy.answer().body()).isEqualTo("/slow");
      busy.endOutput();
      assertThat(cut.get()).isZero();
    }
  }

  @Test
  void close_endsIdleConnections() throws Exception {
    try (var fixture = new ServerFixture(_ -> Response.text("ok"));
        var fresh = fixture.connect();
        var used = fixture.connect()) {
      assertThat(used.get("/").status()).isEqualTo(200);
      awaitConnections(fixture, 2);
      fixture.server().close();
      assertThat(fixture.server().connections()).isZero();
      assertThat(fresh.isEnded()).isTrue();
      assertThat(used.isEnded()).isTrue();
    }
  }

  @Test
  void clientThatLeavesWhileIdle_isForgotten() throws Exception {
    try (var fixture = new ServerFixture(_ -> Response.text("ok"));
        var resets = fixture.connect();
        var halfCloses = fixture.connect();
        var neverAsks = fixture.connect()) {
      RawClient leaves = fixture.connect();
      for (RawClient client : List.of(resets, leaves, halfCloses)) {
        assertThat(client.get("/").status()).isEqualTo(200);
      }
      awaitConnections(fixture, 4);
      resets.reset();
      leaves.close();
      halfCloses.endOutput();
      neverAsks.endOutput();
      assertThat(halfCloses.isEnded()).isTrue();
      assertThat(neverAsks.isEnded()).isTrue();
      awaitConnections(fixture, 0);
    }
  }

  @Test
  void idleConnections_countForTheLimit() throws Exception {
    var options = ServerFixture.limits(HttpLimits.defaults().withConnections(2));
    try (var fixture = new ServerFixture(options, _ -> Response.text("ok"));
        var fresh = fixture.connect();
        var used = fixture.connect()) {
      assertThat(used.get("/").status()).isEqualTo(200);
      for (int i = 0; i < 200; i++) { // more than are refused at a time
        try (var refused = fixture.connect()) {
          assertThat(refused.answer().status()).isEqualTo(503);
        }
      }
      fresh.endOutput();
      awaitConnections(fixture, 1);
      try (var next = fixture.connect()) {
        assertThat(next.get("/").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void requestsOfOneConnection_areCountedFromRestToRest() throws Exception {
    var options = ServerFixture.limits(HttpLimits.defaults().withRequestsPerConnection(3));
    try (var fixture = new ServerFixture(options, _ -> Response.text("ok"));
        var client = fixture.connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.get("/").fields()).doesNotContainKey("connection");
      }
      assertThat(client.get("/").fields()).containsEntry("connection", "close");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void manyConnectionsWithoutARequest_keepNobodyFromBeingServed() throws Exception {
    int many = 2_000;
    try (var fixture = new ServerFixture(_ -> Response.text("ok"));
        var silent = new Crowd(fixture, many)) {
      awaitConnections(fixture, many);
      try (var other = fixture.connect()) {
        assertThat(other.get("/").status()).isEqualTo(200);
      }
      assertThat(silent.clients.getLast().get("/").status()).isEqualTo(200);
      long start = System.nanoTime();
      assertThat(fixture.server().drain(Duration.ofSeconds(20))).isZero();
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
          .isLessThan(DRAIN_MILLIS_MAX);
    }
  }

  /** Clients that have connected. */
  private static final class Crowd implements AutoCloseable {
    private final List<RawClient> clients = new ArrayList<>();

    Crowd(ServerFixture fixture, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        clients.add(fixture.connect());
      }
    }

    @Override
    public void close() throws IOException {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }
}
