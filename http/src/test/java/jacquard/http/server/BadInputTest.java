package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Request;
import jacquard.http.Response;
import jacquard.http.ResponseBody;
import jacquard.task.CancelledException;
import jacquard.task.Tasks;
import jacquard.time.Clock;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/*
 * Goal: whatever clients and handlers do wrong has a clear end, others are served, and nothing is
 * left: ServerFixture counts connections and descriptors.
 */
@Timeout(30)
final class BadInputTest {
  private static final Duration SOON = Duration.ofMillis(150);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\n";

  private static Response hello(Request request) {
    return Response.text("hello");
  }

  private static Response length(Request request) throws Exception {
    return Response.text("" + request.body().bytes().length);
  }

  private static void assertServesOthers(ServerFixture fixture) throws IOException {
    try (var other = fixture.connect()) {
      assertThat(other.send(GET).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void malformed_gets400_afterWhatWasGood_andTheEnd() throws Exception {
    try (var fixture = new ServerFixture(BadInputTest::hello);
        var client = fixture.connect()) {
      client.send(GET + "GET / HTTP/1.1\r\nHost : a\r\n\r\n" + GET);
      assertThat(client.answer().status()).isEqualTo(200);
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("RFC 9112 section 5.1");
      assertThat(answer.fields()).containsEntry("connection", "close");
      assertThat(client.isEnded()).isTrue();
      assertServesOthers(fixture);
    }
  }

  @Test
  void oversized_heads_get414And431() throws Exception {
    try (var fixture = new ServerFixture(BadInputTest::hello);
        var line = fixture.connect();
        var fields = fixture.connect()) {
      line.send("GET /" + "a".repeat(100_000));
      assertThat(line.answer().status()).isEqualTo(414);
      assertThat(line.isEnded()).isTrue();
      fields.send("GET / HTTP/1.1\r\nA: " + "a".repeat(100_000));
      assertThat(fields.answer().status()).isEqualTo(431);
      assertThat(fields.isEnded()).isTrue();
      assertServesOthers(fixture);
    }
  }

  @Test
  void oversized_bodies_get413() throws Exception {
    var options = ServerFixture.limits(HttpLimits.defaults().withBodyBytes(10));
    try (var fixture = new ServerFixture(options, BadInputTest::length);
        var known = fixture.connect();
        var chunked = fixture.connect();
        var fitting = fixture.connect()) {
      known.send(POST + "Content-Length: 11\r\n\r\n12345678901");
      assertThat(known.answer().status()).isEqualTo(413);
      assertThat(known.isEnded()).isTrue();
      chunked.send(POST + "Transfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n");
      assertThat(chunked.answer().status()).isEqualTo(413);
      assertThat(chunked.isEnded()).isTrue();
      fitting.send(POST + "Content-Length: 10\r\n\r\n1234567890");
      assertThat(fitting.answer().body()).isEqualTo("10");
    }
  }

  @Test
  void announcedBody_thatNeverComes_takesNoMemoryAndEnds() throws Exception {
    var options = ServerFixture.timeouts(HttpTimeouts.defaults().withBody(SOON));
    Handler patient = request -> Response.text("" + request.body().limit(1L << 40).bytes().length);
    try (var fixture = new ServerFixture(options, patient);
        var client = fixture.connect()) {
      client.send(POST + "Content-Length: 999999999999\r\n\r\nabc");
      assertThat(client.answer().status()).isEqualTo(408);
      assertThat(client.isEnded()).isTrue();
    }
  }

  /**
   * Each octet comes in time, but all of them too slowly: the client ends, not the test's clock.
   */
  @Test
  void trickledBody_gets408_althoughNoWaitIsLong() throws Exception {
    Duration body = Duration.ofMillis(300);
    var options = ServerFixture.timeouts(HttpTimeouts.defaults().withBody(body));
    try (var fixture = new ServerFixture(options, BadInputTest::length);
        var client = fixture.connect();
        var trickle = Executors.newSingleThreadScheduledExecutor()) {
      client.send(POST + "Content-Length: 100000\r\n\r\n");
      var sending =
          trickle.scheduleAtFixedRate(
              () -> sendUnchecked(client, "a"), 0, 10, TimeUnit.MILLISECONDS);
      RawClient.Answer answer = client.answer();
      sending.cancel(false);
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.body()).contains("more slowly than 1024 bytes a second");
      assertServesOthers(fixture);
    }
  }

  /** A read that is ended and begun again does not give the client its time anew. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1024})
  void bodyThatNeverComes_toAHandlerThatPolls_gets408(int bytesPerSecond) throws Exception {
    Handler polls =
        request -> {
          while (true) {
            try {
              byte[] body = Tasks.timeout(Duration.ofMillis(10), () -> request.body().bytes());
              return Response.bytes(body);
            } catch (TimeoutException e) {
              // This one does not give up.
            }
          }
        };
    HttpTimeouts timeouts =
        HttpTimeouts.defaults().withBody(SOON).withBodyBytesPerSecond(bytesPerSecond);
    try (var fixture = new ServerFixture(ServerFixture.timeouts(timeouts), polls);
        var client = fixture.connect()) {
      client.send(POST + "Content-Length: 10\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(408);
      assertThat(client.isEnded()).isTrue();
    }
  }

  private static void sendUnchecked(RawClient client, String octets) {
    try {
      client.send(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // The server has ended the connection: no more of them.
    }
  }

  @Test
  void slow_head_gets408() throws Exception {
    var options = ServerFixture.timeouts(HttpTimeouts.defaults().withHeader(SOON));
    try (var fixture = new ServerFixture(options, BadInputTest::hello);
        var client = fixture.connect()) {
      client.send("GET / HTTP/1.1\r\nHo");
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(client.isEnded()).isTrue();
      assertServesOthers(fixture);
    }
  }

  @Test
  void idle_connection_isClosedWithoutAWord() throws Exception {
    var options = ServerFixture.timeouts(HttpTimeouts.defaults().withIdle(SOON));
    try (var fixture = new ServerFixture(options, BadInputTest::hello);
        var silent = fixture.connect();
        var used = fixture.connect()) {
      assertThat(used.send(GET).answer().status()).isEqualTo(200);
      assertThat(silent.isEnded()).isTrue();
      assertThat(used.isEnded()).isTrue();
      assertServesOthers(fixture);
    }
  }

  @Test
  void truncated_head_isTheEnd() throws Exception {
    try (var fixture = new ServerFixture(BadInputTest::hello);
        var client = fixture.connect()) {
      client.send("GET / HTTP/1.1\r\nHo");
      client.endOutput();
      assertThat(client.isEnded()).isTrue();
      assertServesOthers(fixture);
    }
  }

  @Test
  void truncated_body_isEofForTheHandlerOrCancelsIt() throws Exception {
    BlockingQueue<Exception> seen = new LinkedBlockingQueue<>();
    Handler handler =
        request -> {
          try {
            return length(request);
          } catch (IOException | InterruptedException e) {
            seen.add(e);
            throw e;
          }
        };
    try (var fixture = new ServerFixture(handler);
        var client = fixture.connect()) {
      client.send(POST + "Content-Length: 5\r\n\r\nabc");
      client.endOutput();
      // The read meets the end; or the end is noticed before the handler reads, and cancels it.
      assertThat(seen.poll(10, TimeUnit.SECONDS))
          .isInstanceOfAny(EOFException.class, CancelledException.class);
      assertThat(client.isEnded()).isTrue();
      assertServesOthers(fixture);
    }
  }

  @Test
  void reset_inTheMiddleOfABody_endsTheHandler() throws Exception {
    BlockingQueue<Exception> seen = new LinkedBlockingQueue<>();
    BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    Handler handler =
        request -> {
          if (request.body().length().orElse(0) == 0) {
            return hello(request);
          }
          try {
            begun.add("begun");
            return length(request);
          } catch (Exception e) {
            seen.add(e);
            throw e;
          }
        };
    try (var fixture = new ServerFixture(handler);
        var client = fixture.connect()) {
      client.send(POST + "Content-Length: 5\r\n\r\nabc");
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      client.reset();
      assertThat(seen.poll(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
      assertServesOthers(fixture);
    }
  }

  @Test
  void clientThatGoes_whileItsHandlerWaits_cancelsIt() throws Exception {
    BlockingQueue<Exception> seen = new LinkedBlockingQueue<>();
    BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    Handler handler =
        request -> {
          if (request.rawPath().equals("/")) {
            return hello(request);
          }
          try {
            begun.add("begun");
            Clock.sleep(Duration.ofHours(1));
            return hello(request);
          } catch (CancelledException e) {
            seen.add(e);
            throw e;
          }
        };
    try (var fixture = new ServerFixture(handler)) {
      for (boolean resets : new boolean[] {false, true}) {
        var client = fixture.connect();
        // The second request comes while the first is handled: it is no reason to cancel.
        assertThat(client.send(GET).answer().status()).isEqualTo(200);
        client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
        client.send(GET);
        if (resets) {
          client.reset();
        } else {
          client.close();
        }
        Exception cancelled = seen.poll(10, TimeUnit.SECONDS);
        assertThat(cancelled).isInstanceOf(CancelledException.class);
        assertThat(cancelled).hasMessageContaining("client");
      }
      assertServesOthers(fixture);
    }
  }

  @Test
  void handlerThatThrows_gets500_andTheConnectionGoesOn() throws Exception {
    Handler handler =
        request ->
            switch (request.rawPath()) {
              case "/null" -> null;
              case "/error" -> throw new StackOverflowError("for the test");
              case "/interrupted" -> throw new InterruptedException("for the test");
              case "/io" -> throw new IOException("for the test: secret");
              default -> hello(request);
            };
    try (var fixture = new ServerFixture(handler).expectErrors();
        var client = fixture.connect()) {
      for (String path : new String[] {"/null", "/error", "/interrupted", "/io"}) {
        RawClient.Answer answer = client.get(path);
        assertThat(answer.status()).as(path).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
      }
      assertThat(client.get("/").body()).isEqualTo("hello");
    }
  }

  @Test
  void handlerThatBlocksForEver_isCutOffByTheDrain() throws Exception {
    BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    Handler handler =
        _ -> {
          begun.add("begun");
          return Response.text(new SynchronousQueue<String>().take());
        };
    try (var server = HttpServer.bind(0, handler);
        var client = new RawClient(server.port())) {
      client.send(GET);
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      assertThat(server.drain(SOON)).isEqualTo(1);
      assertThat(server.connections()).isZero();
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void bodyThatIsNotRead_isDroppedIfSmall_andEndsTheConnectionIfNot() throws Exception {
    var options = ServerFixture.limits(HttpLimits.defaults().withDrainBytes(100_000));
    try (var fixture = new ServerFixture(options, BadInputTest::hello);
        var client = fixture.connect();
        var large = fixture.connect()) {
      client.send(POST + "Content-Length: 50000\r\n\r\n" + "x".repeat(50_000));
      assertThat(client.answer().body()).isEqualTo("hello");
      client.send(POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
      assertThat(client.answer().body()).isEqualTo("hello");
      assertThat(client.send(GET).answer().body()).isEqualTo("hello");
      large.send(POST + "Content-Length: 150000\r\n\r\n" + "x".repeat(150_000));
      assertThat(large.answer().body()).isEqualTo("hello");
      assertThat(large.isEnded()).isTrue();
    }
  }

  @Test
  void writeAfterTheEnd_isAnErrorOfItsOwn_andSendsNothing() throws Exception {
    BlockingQueue<ResponseBody> kept = new LinkedBlockingQueue<>();
    Handler handler =
        _ ->
            Response.stream(out -> {
              kept.add(out);
              out.write("all");
            });
    try (var fixture = new ServerFixture(handler);
        var client = fixture.connect()) {
      assertThat(client.get("/").body()).isEqualTo("all");
      ResponseBody ended = kept.take();
      assertThatThrownBy(() -> ended.write("more"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("after its end");
      assertThat(client.get("/").body()).isEqualTo("all");
    }
  }

  @Test
  void bodyReadAfterTheResponse_isAnErrorOfItsOwn() throws Exception {
    BlockingQueue<Request> kept = new LinkedBlockingQueue<>();
    Handler handler =
        request -> {
          kept.add(request);
          return hello(request);
        };
    try (var fixture = new ServerFixture(handler);
        var client = fixture.connect()) {
      client.send(POST + "Content-Length: 3\r\n\r\nabc");
      assertThat(client.answer().body()).isEqualTo("hello");
      Request old = kept.take();
      assertThat(client.send(GET).answer().status()).isEqualTo(200);
      assertThatThrownBy(() -> old.body().bytes()).isInstanceOf(IllegalStateException.class);
      assertThat(old.header("host")).contains("a");
    }
  }

  @Test
  void responseOfAnotherLengthThanItSaid_isNotTakenForWhole() throws Exception {
    Handler handler =
        request ->
            request.rawPath().equals("/long")
                ? Response.stream(3, out -> out.write("abcd"))
                : Response.stream(20_000, out -> out.write(new byte[10_000]));
    try (var fixture = new ServerFixture(handler).expectErrors();
        var client = fixture.connect();
        var other = fixture.connect()) {
      assertThat(client.get("/long").status()).isEqualTo(500);
      assertThatThrownBy(() -> other.get("/short")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void streamThatFails_inTheMiddle_hasNoLastChunk() throws Exception {
    Handler handler =
        _ ->
            Response.stream(out -> {
              out.write("part");
              out.flush();
              throw new IllegalArgumentException("for the test");
            });
    try (var fixture = new ServerFixture(handler).expectErrors();
        var client = fixture.connect()) {
      assertThatThrownBy(() -> client.get("/")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void clientThatTakesNothing_isCutOffByTheWriteTimeout() throws Exception {
    BlockingQueue<Exception> seen = new LinkedBlockingQueue<>();
    Handler handler =
        _ ->
            Response.stream(out -> {
              try {
                while (true) {
                  out.write(new byte[1 << 20]);
                }
              } catch (IOException e) {
                seen.add(e);
                throw e;
              }
            });
    var options = ServerFixture.timeouts(HttpTimeouts.defaults().withWrite(SOON));
    try (var fixture = new ServerFixture(options, handler);
        var client = fixture.connect()) {
      client.send(GET);
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void connectionsBeyondTheLimit_get503() throws Exception {
    var options = ServerFixture.limits(HttpLimits.defaults().withConnections(2));
    try (var fixture = new ServerFixture(options, BadInputTest::hello)) {
      try (var first = fixture.connect();
          var second = fixture.connect()) {
        assertThat(first.send(GET).answer().status()).isEqualTo(200);
        assertThat(second.send(GET).answer().status()).isEqualTo(200);
        try (var third = fixture.connect()) {
          RawClient.Answer answer = third.answer();
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.fields()).containsEntry("retry-after", "1");
          assertThat(third.isEnded()).isTrue();
        }
        assertThat(first.send(GET).answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void expectation_ofABodyThatTheWriterReads_isMetBeforeTheResponse() throws Exception {
    Handler echo = request -> Response.stream(out -> out.write(request.body().text()));
    try (var fixture = new ServerFixture(echo);
        var client = fixture.connect()) {
      client.send(POST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(100);
      RawClient.Answer answer = client.send("hello").answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hello");
    }
  }

  @Test
  void bodyReadByAnotherThread_beyondTheHandler_endsTheConnection() throws Exception {
    BlockingQueue<Exception> met = new LinkedBlockingQueue<>();
    Handler late =
        request -> {
          Thread.startVirtualThread(() -> {
            try {
              request.body().bytes();
            } catch (Exception e) {
              met.add(e);
            }
          });
          Clock.sleep(SOON);
          return Response.text("late");
        };
    try (var fixture = new ServerFixture(late).expectErrors();
        var client = fixture.connect()) {
      client.send(POST + "Content-Length: 10\r\n\r\n");
      assertThat(met.poll(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }
}
