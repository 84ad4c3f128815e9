package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Response;
import jacquard.http.ResponseBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The body of a request that is handed on as that of its response. */
@Timeout(30)
final class TransferTest {
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";
  private static final String SMALL = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";

  private static final Handler ECHO = request -> Response.stream(request.body());

  /** As is done by a program that counts, compresses or logs what it hands on. */
  private static final Handler ECHO_WRAPPED =
      request -> Response.stream(out -> request.body().transferTo(new Wrapped(out)));

  static Stream<Handler> echoes() {
    return Stream.of(ECHO, ECHO_WRAPPED);
  }

  private static String post(String body) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** Text in which no place looks like another. */
  private static String text(int length) {
    StringBuilder text = new StringBuilder(length + 8);
    for (int i = 0; text.length() < length; i++) {
      text.append(i).append(' ');
    }
    text.setLength(length);
    return text.toString();
  }

  @Test
  void stream_ofBodiesOfAnyLength_givesThemBack() throws Exception {
    try (var fixture = new ServerFixture(ECHO);
        var client = fixture.connect()) {
      for (int length : new int[] {0, 1, 100, 8_000, 8_192, 65_536, 65_537, 1_000_000}) {
        String body = text(length);
        RawClient.Answer answer = client.send(post(body)).answer();
        assertThat(answer.fields()).containsEntry("content-length", String.valueOf(length));
        assertThat(answer.body()).isEqualTo(body);
      }
    }
  }

  @Test
  void stream_ofARequestWithoutBody_isEmpty() throws Exception {
    try (var fixture = new ServerFixture(ECHO);
        var client = fixture.connect()) {
      assertThat(client.get("/").fields()).containsEntry("content-length", "0");
      assertThat(client.get("/").body()).isEmpty();
    }
  }

  @Test
  void stream_ofBodiesThatArePipelined_givesEachItsOwn() throws Exception {
    String first = text(70_000);
    try (var fixture = new ServerFixture(ECHO);
        var client = fixture.connect()) {
      client.send(SMALL + SMALL + post(first) + SMALL);
      assertThat(client.answer().body()).isEqualTo("abc");
      assertThat(client.answer().body()).isEqualTo("abc");
      assertThat(client.answer().body()).isEqualTo(first);
      assertThat(client.answer().body()).isEqualTo("abc");
    }
  }

  /** The client waits for each part before it sends the next: what has come is not kept. */
  @ParameterizedTest
  @MethodSource("echoes")
  void stream_ofChunks_sendsEachBeforeTheNextComes(Handler echo) throws Exception {
    try (var fixture = new ServerFixture(echo);
        var client = fixture.connect()) {
      client.send(CHUNKED + "\r\n").send("5\r\nfirst\r\n");
      assertThat(client.readUntil("first")).contains("chunked");
      client.send("6\r\nsec");
      client.readUntil("sec");
      client.send("ond\r\n");
      client.readUntil("ond");
      client.send("0\r\n\r\n");
      assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("\r\n0\r\n\r\n");
      assertThat(client.send(SMALL).answer().body()).isEqualTo("abc");
    }
  }

  @Test
  void stream_ofLargeChunks_givesThemBack() throws Exception {
    String body = text(150_000);
    try (var fixture = new ServerFixture(ECHO);
        var client = fixture.connect()) {
      client.send(CHUNKED + "\r\n" + Integer.toHexString(body.length()) + "\r\n" + body);
      client.send("\r\n3\r\nabc\r\n0\r\n\r\n");
      assertThat(client.answer().body()).isEqualTo(body + "abc");
      assertThat(client.send(SMALL).answer().body()).isEqualTo("abc");
    }
  }

  @Test
  void stream_toAClientThatAsksFirst_tellsItToGoOn() throws Exception {
    try (var fixture = new ServerFixture(ECHO);
        var client = fixture.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(100);
      assertThat(client.send("abc").answer().body()).isEqualTo("abc");
    }
  }

  @Test
  void stream_ofABodyOverItsLimit_isRefused() throws Exception {
    var limits = ServerFixture.limits(HttpLimits.defaults().withBodyBytes(9));
    try (var fixture = new ServerFixture(limits, ECHO)) {
      try (var client = fixture.connect()) {
        assertThat(client.send(post(text(10))).answer().status()).isEqualTo(413);
        assertThat(client.isEnded()).isTrue();
      }
      try (var client = fixture.connect()) {
        client.send(CHUNKED + "\r\n9\r\n123456789\r\n");
        assertThat(client.readUntil("123456789")).contains("200 OK");
        client.send("1\r\nA\r\n0\r\n\r\n");
        assertThat(client.rest()).doesNotContain("A").doesNotContain("0\r\n\r\n");
      }
    }
  }

  @Test
  void stream_ofABodyThatDoesNotCome_isATimeOut() throws Exception {
    var timeouts = ServerFixture.timeouts(HttpTimeouts.defaults().withBody(Duration.ofMillis(50)));
    try (var fixture = new ServerFixture(timeouts, ECHO);
        var client = fixture.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(408);
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void stream_toAClientThatStopsInTheMiddle_endsTheConnection() throws Exception {
    try (var fixture = new ServerFixture(ECHO);
        var client = fixture.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + text(50_000));
      client.endOutput();
      assertThat(client.rest().length()).isLessThan(100_000);
    }
  }

  /** A response that is shorter than was said is not passed off as whole. */
  @Test
  void stream_ofABodyThatWasReadFrom_isAnError() throws Exception {
    Handler reads =
        request -> {
          request.body().read(new byte[1], 0, 1);
          return Response.stream(request.body());
        };
    try (var fixture = new ServerFixture(reads).expectErrors();
        var client = fixture.connect()) {
      assertThat(client.send(SMALL).answer().status()).isEqualTo(500);
    }
  }

  /** Nothing of the connection's is shown to a body that might keep it. */
  @Test
  void transferTo_aBodyOfTheProgramsOwn_takesAllOfIt() throws Exception {
    Handler counts =
        request -> {
          Gathering own = new Gathering();
          request.body().transferTo(own);
          return Response.text(own.text.toString());
        };
    String body = text(100_000);
    try (var fixture = new ServerFixture(counts);
        var client = fixture.connect()) {
      assertThat(client.send(post(body)).answer().body()).isEqualTo(body);
    }
  }

  /** Keeps what is written to it. */
  private static final class Gathering implements ResponseBody {
    final StringBuilder text = new StringBuilder();

    @Override
    public void write(byte[] bytes, int offset, int length) {
      text.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void flush() {}

    @Override
    public void trailer(String name, String value) {}
  }

  /** Hands on what is written to it. */
  private record Wrapped(ResponseBody body) implements ResponseBody {
    @Override
    public void write(byte[] bytes, int offset, int length)
        throws IOException, InterruptedException {
      body.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException, InterruptedException {
      body.flush();
    }

    @Override
    public void trailer(String name, String value) {
      body.trailer(name, value);
    }
  }

  /** The part that was not written is not written behind what the program puts in its place. */
  @Test
  void transferTo_whoseWriteFails_hasTakenThePart() throws Exception {
    Handler catches =
        request -> {
          try {
            request.body().transferTo(new Refusing());
          } catch (IOException e) {
            return Response.text("left: " + request.body().text());
          }
          return Response.status(500);
        };
    try (var fixture = new ServerFixture(catches);
        var client = fixture.connect()) {
      assertThat(client.send(SMALL).answer().body()).isEqualTo("left: ");
    }
  }

  /** Takes nothing. */
  private static final class Refusing implements ResponseBody {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("full");
    }

    @Override
    public void flush() {}

    @Override
    public void trailer(String name, String value) {}
  }

  @Test
  void transferTo_behindWhatTheHandlerWrites_isInOrder() throws Exception {
    Handler frames =
        request ->
            Response.stream(out -> {
              out.write("<");
              long count = request.body().transferTo(out);
              out.write("> " + count);
            });
    String body = text(100_000);
    try (var fixture = new ServerFixture(frames);
        var client = fixture.connect()) {
      String framed = "<" + body + "> 100000";
      assertThat(client.send(post(body)).answer().body()).isEqualTo(framed);
    }
  }
}
