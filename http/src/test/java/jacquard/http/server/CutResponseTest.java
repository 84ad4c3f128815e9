package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jacquard.http.BodyWriter;
import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Response;
import jacquard.http.ResponseBody;
import jacquard.task.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: no response is taken for a part of the one before, and none that was cut for a whole one.
 *
 * Method: a client that takes nothing, until the write has been ended.
 */
@Timeout(30)
final class CutResponseTest {
  private static final int LARGE = 24 << 20;
  private static final String NEXT = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String GET = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String ASKS_FIRST = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
  private static final Duration SHORT = Duration.ofMillis(50);

  private final CountDownLatch isCut = new CountDownLatch(1);

  private static void writeLarge(ResponseBody out) throws IOException, InterruptedException {
    byte[] large = new byte[LARGE];
    Arrays.fill(large, (byte) '.');
    out.write(large);
  }

  /** Its write is ended by a limit of the program's. */
  private void limits(ResponseBody out) throws IOException, InterruptedException {
    try {
      Tasks.timeout(SHORT, () -> writeLarge(out));
    } catch (TimeoutException e) {
      isCut.countDown();
    }
  }

  /** Its write is ended by a limit of the server's. */
  private void isLimited(ResponseBody out) throws InterruptedException {
    try {
      writeLarge(out);
    } catch (IOException e) {
      isCut.countDown();
    }
  }

  private static HttpServer.Options writingFor(Duration limit) {
    return ServerFixture.timeouts(HttpTimeouts.defaults().withWrite(limit));
  }

  private static Handler large(Response response) {
    return request -> request.rawPath().equals("/large") ? response : Response.text("NEXT");
  }

  /** What the client gets, once the write was ended. */
  private String rest(HttpServer.Options options, Handler handler, String requests)
      throws Exception {
    try (var fixture = new ServerFixture(options, handler).expectErrors();
        var client = fixture.connect()) {
      client.send(requests);
      isCut.await();
      return client.rest();
    }
  }

  private void assertNothingFollows(HttpServer.Options options, Response response)
      throws Exception {
    String got = rest(options, large(response), GET + NEXT);
    assertThat(got).startsWith("HTTP/1.1 200").doesNotContain("NEXT").doesNotContain("0\r\n\r\n");
  }

  @Test
  void writeEndedByTheProgram_ofAKnownLength_endsTheConnection() throws Exception {
    assertNothingFollows(HttpServer.Options.defaults(), Response.stream(LARGE, this::limits));
  }

  @Test
  void writeEndedByTheProgram_inChunks_endsTheConnection() throws Exception {
    assertNothingFollows(HttpServer.Options.defaults(), Response.stream(this::limits));
  }

  @Test
  void writeEndedByTheServer_ofAKnownLength_endsTheConnection() throws Exception {
    assertNothingFollows(writingFor(SHORT), Response.stream(LARGE, this::isLimited));
  }

  @Test
  void writeEndedByTheServer_inChunks_endsTheConnection() throws Exception {
    assertNothingFollows(writingFor(SHORT), Response.stream(this::isLimited));
  }

  @Test
  void write_afterOneThatWasEnded_isRefused() throws Exception {
    BodyWriter again =
        out -> {
          limits(out);
          out.write("MORE");
          out.flush();
        };
    String got = rest(HttpServer.Options.defaults(), large(Response.stream(again)), GET);
    assertThat(got).doesNotContain("MORE");
  }

  /** To HTTP/1.0 the end of the connection would be the end of the body. */
  @Test
  void bodyThatEndsWithItsConnection_writeEndedByTheServer_isReset() throws Exception {
    BodyWriter fails =
        out -> {
          try {
            writeLarge(out);
          } finally {
            isCut.countDown();
          }
        };
    String got =
        rest(writingFor(SHORT), large(Response.stream(fails)), "GET /large HTTP/1.0\r\n\r\n");
    assertThat(got).endsWith(RawClient.RESET);
  }

  @Test
  void bodyThatEndsWithItsConnection_serverClosedInAWrite_isReset() throws Exception {
    assertClosedServerResets(CutResponseTest::writeLarge);
  }

  /** The end of the body is gathered only, and can't be sent any more. */
  @Test
  void bodyThatEndsWithItsConnection_serverClosedBeforeItsEndIsSent_isReset() throws Exception {
    assertClosedServerResets(out -> {
      spinUntilInterrupted();
      out.write("tail");
    });
  }

  private static void spinUntilInterrupted() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  private static void assertClosedServerResets(BodyWriter rest) throws Exception {
    CountDownLatch isBegun = new CountDownLatch(1);
    BodyWriter waits =
        out -> {
          out.write("begun");
          out.flush();
          isBegun.countDown();
          rest.writeTo(out);
        };
    try (var fixture = new ServerFixture(large(Response.stream(waits)));
        var client = fixture.connect()) {
      client.send("GET /large HTTP/1.0\r\n\r\n");
      isBegun.await();
      fixture.server().close();
      assertThat(client.rest()).endsWith(RawClient.RESET);
    }
  }

  private static ByteBuffer goneBuffer() {
    try (Arena arena = Arena.ofShared()) {
      return arena.allocate(3).asByteBuffer();
    }
  }

  /** A part that is too late to be sent at all. */
  private static void writeTooLate(ResponseBody out) throws IOException, InterruptedException {
    byte[] part = new byte[10_000];
    try {
      Tasks.timeout(
          SHORT,
          () -> {
            spinUntilInterrupted();
            out.write(part);
          });
    } catch (TimeoutException e) {
      out.write("MORE");
    }
  }

  /** Of a body of any kind: its length known, in chunks, and up to the connection's end. */
  private static void assertIsReplaced(BodyWriter writer, int length) throws Exception {
    for (Response response : List.of(Response.stream(length, writer), Response.stream(writer))) {
      try (var fixture = new ServerFixture(large(response)).expectErrors();
          var client = fixture.connect()) {
        client.send(GET + NEXT);
        assertThat(client.answer().status()).isEqualTo(500);
        assertThat(client.answer().body()).isEqualTo("NEXT");
        client.send("GET /large HTTP/1.0\r\n\r\n");
        assertThat(client.rest()).startsWith("HTTP/1.1 500").doesNotContain("MORE");
      }
    }
  }

  @Test
  void write_afterOneThatDidNotBegin_isRefused() throws Exception {
    assertIsReplaced(CutResponseTest::writeTooLate, 10_004);
  }

  /** Its closing flushes. */
  @Test
  void streamClosed_afterAWriteThatDidNotBegin_sendsNothingOfIt() throws Exception {
    BodyWriter closes =
        out -> {
          try (OutputStream _ = out.stream()) {
            writeTooLate(out);
          }
        };
    assertIsReplaced(closes, 10_004);
  }

  @Test
  void flush_afterAWriteThatDidNotBegin_isRefused() throws Exception {
    BodyWriter flushes =
        out -> {
          try {
            writeTooLate(out);
          } catch (IOException e) {
            assertThatIOException().isThrownBy(out::flush).withMessageContaining("cut off");
          }
        };
    assertIsReplaced(flushes, 10_004);
  }

  @Test
  void write_afterOneWhoseBufferFails_isRefused() throws Exception {
    ByteBuffer gone = goneBuffer();
    BodyWriter goesOn =
        out -> {
          try {
            out.write(gone);
          } catch (IllegalStateException e) {
            out.write("MORE");
          }
        };
    assertIsReplaced(goesOn, 7);
  }

  /** Nothing can be put in the place of what the client has. */
  @Test
  void write_afterOneThatDidNotBegin_behindAPartThatWasSent_endsTheConnection() throws Exception {
    BodyWriter sends =
        out -> {
          out.write("begun");
          out.flush();
          writeTooLate(out);
        };
    for (Response response : List.of(Response.stream(10_009, sends), Response.stream(sends))) {
      for (String version : List.of("1.0", "1.1")) {
        try (var fixture = new ServerFixture(large(response)).expectErrors();
            var client = fixture.connect()) {
          client.send("GET /large HTTP/" + version + "\r\nHost: a\r\n\r\n");
          assertThat(client.rest()).doesNotContain("MORE").endsWith(RawClient.RESET);
        }
      }
    }
  }

  /** It has been counted, and is not there. */
  @Test
  void partWhoseBufferFails_isNoPartOfTheBody() throws Exception {
    ByteBuffer gone = goneBuffer();
    BodyWriter catches =
        out -> {
          try {
            out.write(gone);
          } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("closed");
          }
        };
    for (Response response : List.of(Response.stream(3, catches), Response.stream(catches))) {
      try (var fixture = new ServerFixture(large(response)).expectErrors();
          var client = fixture.connect()) {
        client.send(GET + NEXT);
        assertThat(client.answer().status()).isEqualTo(500);
        assertThat(client.answer().body()).isEqualTo("NEXT");
      }
    }
  }

  /** A write that never began has cut nothing. */
  @Test
  void readCancelledBeforeItBegan_letsTheHandlerAnswer() throws Exception {
    Handler tooLate =
        request -> {
          try {
            byte[] read =
                Tasks.timeout(
                    SHORT,
                    () -> {
                      spinUntilInterrupted();
                      return request.body().bytes();
                    });
            return Response.bytes(read);
          } catch (TimeoutException e) {
            return Response.status(503);
          }
        };
    try (var fixture = new ServerFixture(tooLate);
        var client = fixture.connect()) {
      client.send(ASKS_FIRST + "Content-Length: 3\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(503);
    }
  }

  @Test
  void bodyKnownToBeTooLarge_isNotAskedFor() throws Exception {
    var limits = ServerFixture.limits(HttpLimits.defaults().withBodyBytes(9));
    try (var fixture = new ServerFixture(limits, request -> Response.stream(request.body()));
        var client = fixture.connect()) {
      client.send(ASKS_FIRST + "Content-Length: 10\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(413);
    }
  }

  /** It would have to be asked for behind the head of the response, which a client misreads. */
  @Test
  void bodyKnownToBeTooLarge_isNotAskedForByAWriter_thatRaisesTheLimit() throws Exception {
    var limits = ServerFixture.limits(HttpLimits.defaults().withBodyBytes(9));
    Handler raises =
        request ->
            Response.stream(out -> {
              out.write("gathered");
              request.body().limit(10);
              out.write(request.body().bytes());
            });
    try (var fixture = new ServerFixture(limits, raises);
        var client = fixture.connect()) {
      client.send(ASKS_FIRST + "Content-Length: 10\r\n\r\n");
      RawClient.Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).contains("9");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void bodyOverItsLimit_thatTheClientSends_isReadByAWriter_thatRaisesTheLimit() throws Exception {
    var limits = ServerFixture.limits(HttpLimits.defaults().withBodyBytes(9));
    Handler raises = request -> Response.stream(out -> out.write(request.body().limit(10).bytes()));
    try (var fixture = new ServerFixture(limits, raises);
        var client = fixture.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
      assertThat(client.send("0123456789").answer().body()).isEqualTo("0123456789");
    }
  }
}
