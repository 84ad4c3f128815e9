package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Handler;
import jacquard.http.Request;
import jacquard.http.Response;
import jacquard.task.Scope;
import jacquard.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: no response waits for the handler of a later request, however that one blocks. Method: the
 * second handler goes on only after the client has read the first response.
 */
@Timeout(30)
final class PipelineTest {
  private static final String FAST = "GET /fast HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String SLOW = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n";

  private final CountDownLatch go = new CountDownLatch(1);

  private void assertFirstComesBeforeSecond(String second, Handler slow) throws Exception {
    Handler handler =
        request -> request.rawPath().equals("/fast") ? Response.text("fast") : slow.handle(request);
    try (var fixture = new ServerFixture(handler);
        var client = fixture.connect()) {
      client.send(FAST + FAST + second + FAST);
      assertThat(client.answer().body()).isEqualTo("fast");
      assertThat(client.answer().body()).isEqualTo("fast");
      go.countDown();
      assertThat(client.answer().body()).isEqualTo("slow");
      assertThat(client.answer().body()).isEqualTo("fast");
      assertThat(client.get("/fast").body()).isEqualTo("fast");
    }
  }

  private Response awaitInTheJdk(Request request) throws InterruptedException {
    go.await();
    return Response.text("slow");
  }

  @Test
  void firstResponse_comes_whileTheSecondHandlerBlocksInTheJdk() throws Exception {
    assertFirstComesBeforeSecond(SLOW, this::awaitInTheJdk);
  }

  @Test
  void firstResponse_comes_whileTheSecondHandlerWaitsForATask() throws Exception {
    assertFirstComesBeforeSecond(
        SLOW, request -> Scope.call(scope -> scope.fork(() -> awaitInTheJdk(request)).join()));
  }

  @Test
  void firstResponse_comes_whileTheSecondHandlerSleeps() throws Exception {
    assertFirstComesBeforeSecond(
        SLOW,
        _ -> {
          while (go.getCount() > 0) {
            Clock.sleep(Duration.ofMillis(1));
          }
          return Response.text("slow");
        });
  }

  @Test
  void firstResponse_comes_whileTheSecondHandlerComputes() throws Exception {
    assertFirstComesBeforeSecond(
        SLOW,
        _ -> {
          while (go.getCount() > 0) {
            Thread.onSpinWait();
          }
          return Response.text("slow");
        });
  }

  @Test
  void firstResponse_comes_whileTheSecondHandlerHoldsItsBody() throws Exception {
    assertFirstComesBeforeSecond(
        POST + "ab",
        request -> {
          Response slow = awaitInTheJdk(request);
          assertThat(request.body().bytes()).hasSize(2);
          return slow;
        });
  }

  @Test
  void firstResponse_comes_whileTheSecondIsStreamed() throws Exception {
    assertFirstComesBeforeSecond(
        SLOW,
        request ->
            Response.stream(out -> {
              out.flush();
              awaitInTheJdk(request);
              out.write("slow");
            }));
  }

  @Test
  void firstResponse_comes_whileTheSecondHasWrittenNothing() throws Exception {
    assertFirstComesBeforeSecond(
        SLOW,
        request ->
            Response.stream(out -> {
              awaitInTheJdk(request);
              out.write("slow");
            }));
  }

  /** The client takes nothing until all was sent: what the alarm can't send stays, in order. */
  @Test
  void manyResponses_moreThanTheSocketHolds_stayInOrder() throws Exception {
    String large = "0123456789abcdef".repeat(256);
    Handler slow =
        request -> {
          if (request.rawPath().equals("/slow")) {
            Clock.sleep(Duration.ofMillis(7));
          }
          return Response.text(request.rawPath() + large);
        };
    try (var fixture = new ServerFixture(slow);
        var client = fixture.connect()) {
      client.send((FAST + FAST + SLOW).repeat(100));
      for (int i = 0; i < 300; i++) {
        assertThat(client.answer().body()).isEqualTo((i % 3 == 2 ? "/slow" : "/fast") + large);
      }
    }
  }
}
