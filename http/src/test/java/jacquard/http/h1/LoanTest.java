package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/*
 * Goal: while a handler runs its connection holds no buffers, unless they hold something.
 */
final class LoanTest {
  private static final HttpLimits LIMITS = HttpLimits.defaults();
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";

  private final BufferPool pool = new BufferPool(LIMITS);

  /** The only ones that the pool keeps. */
  private final Buffers only = pool.take();

  /** For each request that was handled, whether its connection had let go of the buffers. */
  private final List<Boolean> free = new ArrayList<>();

  private String serve(Handler handler, String... reads) throws InterruptedException {
    pool.give(only);
    DateLine date = new DateLine(0);
    Service service =
        new Service(handler, LIMITS, HttpTimeouts.defaults(), date, pool, () -> false);
    ScriptedWire wire = new ScriptedWire(reads);
    new Connection(service, wire, 0).serve();
    return wire.written.toString();
  }

  private void look() {
    Buffers taken = pool.take();
    free.add(taken == only);
    if (taken == only) {
      pool.give(taken);
    }
  }

  @Test
  void handler_ofARequestAlone_leavesTheBuffersToOthers() throws Exception {
    String answers =
        serve(
            _ -> {
              look();
              return Response.text("a");
            },
            GET);
    assertThat(free).containsExactly(true);
    assertThat(answers).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\na");
    assertThat(pool.take()).isSameAs(only);
  }

  @Test
  void handler_thatFails_leavesTheBuffersToOthersOnce() throws Exception {
    String answers =
        serve(
            _ -> {
              look();
              throw new IOException("a failure of the handler's own");
            },
            GET);
    assertThat(free).containsExactly(true);
    assertThat(answers).startsWith("HTTP/1.1 500 ");
    assertThat(pool.take()).isSameAs(only);
    assertThat(pool.take()).isNotSameAs(only);
  }

  @Test
  void handler_ofARequestThatAnotherFollows_keepsWhatWasRead() throws Exception {
    String answers =
        serve(
            _ -> {
              look();
              return Response.text("a");
            },
            GET + GET);
    // The second finds the first one's response unsent.
    assertThat(free).containsExactly(false, false);
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    assertThat(pool.take()).isSameAs(only);
  }

  @Test
  void handler_ofARequestWithABody_keepsIt() throws Exception {
    String answers =
        serve(
            request -> {
              look();
              return Response.bytes(request.body().bytes());
            },
            POST);
    assertThat(free).containsExactly(false);
    assertThat(answers).endsWith("\r\n\r\nhi");
  }

  @Test
  void connection_behindOneThatEndedInAHead_startsAnew() throws Exception {
    assertThat(serve(_ -> Response.text("a"), "GET /half HTTP/1.1\r\nHost: b\r\nX: ")).isEmpty();
    assertThat(pool.take()).isSameAs(only);
    String answers = serve(request -> Response.text(request.rawPath()), GET);
    assertThat(answers).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n/");
    assertThat(pool.take()).isSameAs(only);
  }
}
