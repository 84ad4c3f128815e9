package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Handler;
import jacquard.http.Response;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What arrives while a handler runs: octets are kept for later, the end cancels the handler. */
@Timeout(30)
final class ClientGoneTest {
  private static final String WAIT = "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n";

  /** More than the wire keeps by itself. */
  private static final String LARGE = "0123456789abcdef".repeat(1_000);

  private static final int LARGE_BYTES = 50_000;

  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private final CountDownLatch go = new CountDownLatch(1);

  /** Waits at "/wait" as code does that knows nothing of this library, else echoes. */
  private Handler handler() {
    return request -> {
      if (!request.rawPath().equals("/wait")) {
        return Response.bytes(request.body().bytes());
      }
      begun.add("begun");
      try {
        go.await();
        ended.add("went on");
      } catch (InterruptedException e) {
        ended.add("cancelled");
        throw e;
      }
      return Response.text("waited");
    };
  }

  @Test
  void clientGone_handlerBlockedInTheJdk_isInterrupted() throws Exception {
    try (var fixture = new ServerFixture(handler())) {
      var client = fixture.connect().send(WAIT);
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      client.close();
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
    }
  }

  @Test
  void clientGone_afterItSentMore_isSeenAllTheSame() throws Exception {
    try (var fixture = new ServerFixture(handler())) {
      var client = fixture.connect().send(WAIT);
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      for (int i = 0; i < 10; i++) {
        client.send("G");
      }
      client.endOutput();
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
      client.close();
    }
  }

  @Test
  void clientResets_behindABodyThatNobodyReads_cancelsTheHandler() throws Exception {
    try (var fixture = new ServerFixture(handler())) {
      var client = fixture.connect().send(upload(LARGE_BYTES));
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      client.reset();
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
    }
  }

  @Test
  void clientGone_behindABodyThatNobodyReads_cancelsTheHandler() throws Exception {
    try (var fixture = new ServerFixture(handler())) {
      var client = fixture.connect().send(upload(LARGE_BYTES));
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      client.send("x".repeat(LARGE_BYTES / 5)).endOutput();
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
      client.close();
    }
  }

  /** The limit that {@link HttpServer} tells of: nothing is read without bound to see an end. */
  @Test
  void clientGone_behindMoreThanIsReadAhead_isSeenWhenTheHandlerReads() throws Exception {
    Handler late =
        request -> {
          begun.add("begun");
          go.await();
          ended.add("reads");
          try {
            return Response.bytes(request.body().bytes());
          } catch (IOException | InterruptedException e) {
            ended.add("was told");
            throw e;
          }
        };
    String whole = upload(4 * EarlyOctets.LIMIT);
    try (var fixture = new ServerFixture(late)) {
      try (var client = fixture.connect()) {
        client.send(whole.substring(0, whole.length() / 2));
        assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      }
      go.countDown();
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("reads");
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("was told");
    }
  }

  private static String upload(int bytes) {
    return "POST /wait HTTP/1.1\r\nHost: a\r\nContent-Length: "
        + bytes
        + "\r\n\r\n"
        + "x".repeat(bytes);
  }

  @Test
  void octets_thatArriveDuringAHandler_areTheNextRequests_inOrder() throws Exception {
    try (var fixture = new ServerFixture(handler());
        var client = fixture.connect()) {
      client.send(WAIT);
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-");
      client.send("Length: 3\r\n\r\nab");
      client.send("cPOST /b HTTP/1.1\r\nHost: a\r\nContent-Length: " + LARGE.length());
      client.send("\r\n\r\n" + LARGE);
      go.countDown();
      assertThat(client.answer().body()).isEqualTo("waited");
      assertThat(client.answer().body()).isEqualTo("abc");
      assertThat(client.answer().body()).isEqualTo(LARGE);
    }
  }

  @Test
  void clientHere_handlerIsNotDisturbed() throws Exception {
    try (var fixture = new ServerFixture(handler());
        var client = fixture.connect()) {
      client.send(WAIT);
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      client.send(WAIT);
      go.countDown();
      assertThat(client.answer().body()).isEqualTo("waited");
      assertThat(client.answer().body()).isEqualTo("waited");
      assertThat(ended).containsExactly("went on", "went on");
    }
  }
}
