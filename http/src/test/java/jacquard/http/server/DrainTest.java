package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.HttpMethod;
import jacquard.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The phases of a drain, as clients see them. */
@Timeout(30)
final class DrainTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void newConnections_duringADrain_areRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (var server =
            HttpServer.bind(
                0,
                _ -> {
                  begun.countDown();
                  go.await();
                  return Response.text("late");
                });
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        // Accepted before the busy one, thus not in the backlog, which a closing listener resets.
        var idle = new RawClient(server.port());
        var busy = new RawClient(server.port())) {
      int port = server.port();
      busy.send(GET);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.requestsInFlight()).as("the busy one, not the idle one").isOne();
      Future<Integer> cut = threads.submit(() -> server.drain(Duration.ofSeconds(10)));
      // The end of an idle connection comes after the phase in which the listener is closed.
      assertThat(idle.isEnded()).isTrue();
      assertThat(isRefused(port)).isTrue();
      go.countDown();
      assertThat(busy.answer().fields()).containsEntry("connection", "close");
      busy.endOutput();
      assertThat(cut.get()).isZero();
      assertThat(server.connections()).isZero();
      assertThat(server.requestsInFlight()).isZero();
    }
  }

  /** A handler that waits for its client's body is in flight, although the wire is being read. */
  @Test
  void requestWhoseBodyIsAwaited_isInFlight() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (var server =
            HttpServer.bind(
                0,
                request -> {
                  if (request.method().equals(HttpMethod.POST)) {
                    begun.countDown();
                  }
                  return Response.bytes(request.body().bytes());
                });
        var client = new RawClient(server.port())) {
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(server.requestsInFlight()).isZero();
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na");
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.requestsInFlight()).isOne();
      client.send("b");
      assertThat(client.answer().body()).isEqualTo("ab");
    }
  }

  private static boolean isRefused(int port) throws IOException {
    try (var _ = new RawClient(port)) {
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }

  @Test
  void drain_withoutConnections_endsAtOnce_andTwiceIsOnce() throws Exception {
    try (var server = HttpServer.bind(0, _ -> Response.text("ok"))) {
      assertThat(server.drain(Duration.ofSeconds(10))).isZero();
      assertThat(server.drain(Duration.ofSeconds(10))).isZero();
    }
  }
}
