package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.http.Handler;
import jacquard.http.HttpException;
import jacquard.http.Request;
import jacquard.http.Response;
import jacquard.http.Status;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a well-behaved client sees, over TCP. */
@Timeout(30)
final class HttpServerTest {
  private static final String POST = "POST /echo HTTP/1.1\r\nHost: a\r\n";

  private static Response serve(Request request) throws Exception {
    return switch (request.rawPath()) {
      case "/echo" -> Response.bytes(request.body().bytes());
      case "/text" -> Response.text("text");
      case "/name" -> Response.text(request.query("name").orElse("?") + request.header("X-A"));
      case "/none" -> Response.status(204);
      case "/stream" ->
          Response.stream(out -> {
            out.write("one,");
            out.flush();
            out.write("two");
            out.trailer("X-Sum", "7");
          });
      case "/known" -> Response.stream(3, out -> out.write("abc"));
      case "/back" ->
          Response.stream(out -> {
            byte[] part = new byte[1000];
            for (int n = request.body().read(part, 0, 1000);
                n >= 0;
                n = request.body().read(part, 0, 1000)) {
              out.write(part, 0, n);
            }
            out.trailer("X-Back", request.body().trailers().first("X-T").orElse("none"));
          });
      case "/ignore" -> Response.text("ignored");
      default -> throw new HttpException(Status.NOT_FOUND, "no page " + request.path());
    };
  }

  @Test
  void requests_onOneConnection_areAnswered() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect()) {
      assertThat(client.get("/text").body()).isEqualTo("text");
      assertThat(client.get("/name?name=A%20b+c").body()).isEqualTo("A b cOptional.empty");
      RawClient.Answer missing = client.get("/caf%C3%A9");
      assertThat(missing.status()).isEqualTo(404);
      assertThat(client.get("/text").fields()).containsKeys("date", "content-type");
      assertThat(fixture.server().connections()).isEqualTo(1);
    }
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() throws Exception {
    AtomicInteger number = new AtomicInteger();
    Handler counting = _ -> Response.text("n" + number.incrementAndGet());
    try (var fixture = new ServerFixture(counting);
        var client = fixture.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(500));
      for (int i = 1; i <= 500; i++) {
        assertThat(client.answer().body()).isEqualTo("n" + i);
      }
    }
  }

  @Test
  void bodies_ofKnownLength_passBothWays() throws Exception {
    String large = "0123456789abcdef".repeat(64 * 1024);
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect()) {
      client.send(POST + "Content-Length: " + large.length() + "\r\n\r\n" + large);
      assertThat(client.answer().body()).isEqualTo(large);
      assertThat(client.get("/known").body()).isEqualTo("abc");
    }
  }

  @Test
  void bodies_inChunks_passBothWays_withTrailers() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect()) {
      assertThat(client.get("/stream").body()).isEqualTo("one,two");
      client.send("POST /back HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("5\r\nfirst\r\n").send("6\r\nsecond\r\n").send("0\r\nX-T: 9\r\n\r\n");
      RawClient.Answer answer = client.answer();
      assertThat(answer.body()).isEqualTo("firstsecond");
      assertThat(answer.fields()).containsEntry("x-back", "9");
      assertThat(client.get("/text").body()).isEqualTo("text");
    }
  }

  @Test
  void chunksOfARequest_areEchoed_beforeTheNextIsSent() throws Exception {
    Handler echo =
        request ->
            Response.stream(out -> {
              byte[] part = new byte[100];
              for (int n = request.body().read(part, 0, 100);
                  n >= 0;
                  n = request.body().read(part, 0, 100)) {
                out.write(part, 0, n);
                out.flush();
              }
            });
    try (var fixture = new ServerFixture(echo);
        var client = fixture.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
      client.send("1\r\nb\r\n0\r\n\r\n");
      assertThat(client.answer().body()).isEqualTo("ab");
    }
  }

  @Test
  void expectContinue_isAnsweredWhenTheBodyIsRead() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect()) {
      client.send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(100);
      assertThat(client.send("ok").answer().body()).isEqualTo("ok");
      assertThat(client.get("/text").body()).isEqualTo("text");
    }
  }

  @Test
  void expectContinue_bodyNotRead_isAnsweredAndConnectionEnds() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect()) {
      client.send("POST /ignore HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n");
      client.send("Content-Length: 2\r\n\r\n");
      assertThat(client.answer().body()).isEqualTo("ignored");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void expectContinue_bodySentAnyway_getsNo100() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect()) {
      client.send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nok");
      assertThat(client.answer().body()).isEqualTo("ok");
    }
  }

  @Test
  void head_hasTheFieldsOfGet_andNoBody() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect()) {
      for (String path : new String[] {"/text", "/stream", "/known"}) {
        client.send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(client.answer(false).status()).isEqualTo(200);
      }
      client.send("HEAD /text HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.answer(false).fields()).containsEntry("content-length", "4");
      assertThat(client.get("/none").fields()).doesNotContainKey("content-length");
      assertThat(client.get("/text").body()).isEqualTo("text");
    }
  }

  @Test
  void http10_closesUnlessAskedToPersist() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect();
        var once = fixture.connect()) {
      client.send("GET /text HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(client.answer().fields()).containsEntry("connection", "keep-alive");
      client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(client.answer().body()).isEqualTo("one,two");
      once.send("GET /text HTTP/1.0\r\n\r\n");
      assertThat(once.answer().fields()).containsEntry("connection", "close");
      assertThat(once.isEnded()).isTrue();
    }
  }

  @Test
  void connectionClose_isHonoured() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve);
        var client = fixture.connect()) {
      client.send("GET /text HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n");
      assertThat(client.answer().fields()).containsEntry("connection", "close");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void drain_endsIdleConnections_andLetsRequestsInFlightEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Handler slow =
        _ -> {
          begun.countDown();
          go.await();
          return Response.text("late");
        };
    try (var fixture = new ServerFixture(slow);
        var busy = fixture.connect();
        var idle = fixture.connect()) {
      busy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
      var cut = new FutureTask<>(() -> fixture.server().drain(Duration.ofSeconds(5)));
      Thread.ofVirtual().start(cut);
      assertThat(idle.isEnded()).isTrue();
      go.countDown();
      RawClient.Answer answer = busy.answer();
      assertThat(answer.body()).isEqualTo("late");
      assertThat(answer.fields()).containsEntry("connection", "close");
      busy.endOutput();
      assertThat(cut.get()).as("connections cut off").isZero();
    }
  }

  @Test
  void bind_portTaken_saysSo() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve)) {
      int port = fixture.server().port();
      assertThatThrownBy(() -> HttpServer.bind(port, HttpServerTest::serve).close())
          .isInstanceOf(BindException.class)
          .hasMessageContaining("port " + port + " is taken");
    }
  }

  @Test
  void bind_byDefault_listensOnLoopbackOnly() throws Exception {
    try (var fixture = new ServerFixture(HttpServerTest::serve)) {
      InetAddress address = fixture.server().address().getAddress();
      assertThat(address.isLoopbackAddress()).isTrue();
    }
  }
}
