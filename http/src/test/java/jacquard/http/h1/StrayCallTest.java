package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Response;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: a call of a body that its handler has left behind keeps the buffers that it uses from other
 * connections, and ends its own: or one client could be sent what was written for another.
 */
@Timeout(60)
final class StrayCallTest {
  private static final HttpLimits LIMITS = HttpLimits.defaults();
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf";
  private static final int LARGE = 3 * Buffers.BYTES;

  private final BufferPool pool = new BufferPool(LIMITS);

  /** The only ones that the pool keeps. */
  private final Buffers only = pool.take();

  /** The call that a handler leaves behind. */
  private final AtomicReference<Future<?>> left = new AtomicReference<>();

  private final CountDownLatch isInside = new CountDownLatch(1);
  private final CountDownLatch isOver = new CountDownLatch(1);

  private boolean serve(Handler handler, ScriptedWire wire) throws InterruptedException {
    pool.give(only);
    Service service =
        new Service(handler, LIMITS, HttpTimeouts.defaults(), new DateLine(0), pool, () -> false);
    return new Connection(service, wire, 0).serve();
  }

  private void stay() {
    isInside.countDown();
    try {
      isOver.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void writerThatLeavesAWriteBehind_endsTheConnection_andKeepsItsBuffers() throws Exception {
    ScriptedWire wire = new ScriptedWire(GET);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      boolean goesOn =
          serve(
              _ ->
                  Response.stream(
                      LARGE,
                      out -> {
                        wire.beforeWrite = this::stay;
                        left.set(
                            threads.submit(() -> {
                              out.write(new byte[LARGE]);
                              return null;
                            }));
                        isInside.await();
                      }),
              wire);
      assertThat(goesOn).isFalse();
      assertThat(wire.isAborted).isTrue();
      assertThat(pool.take()).isNotSameAs(only);
      isOver.countDown();
      assertThat(left.get()).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  @Test
  void handlerThatLeavesAReadBehind_endsTheConnection_andKeepsItsBuffers() throws Exception {
    ScriptedWire wire = new ScriptedWire(POST);
    wire.atEnd = this::stay;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      boolean goesOn =
          serve(
              request -> {
                left.set(threads.submit(() -> request.body().bytes()));
                isInside.await();
                return Response.text("early");
              },
              wire);
      assertThat(goesOn).isFalse();
      assertThat(wire.isAborted).isTrue();
      assertThat(pool.take()).isNotSameAs(only);
      isOver.countDown();
      assertThat(left.get()).failsWithin(Duration.ofSeconds(30));
    }
  }

  /** One task may read the request while another writes the response. */
  @Test
  void readBesideTheWriter_leavesWhatItGathersAlone() throws Exception {
    ScriptedWire wire = new ScriptedWire(POST, "-done");
    String[] sentBetween = new String[1];
    serve(
        request ->
            Response.stream(out -> {
              out.write("gathered");
              assertThat(request.body().text()).isEqualTo("half-done");
              sentBetween[0] = wire.written.toString();
            }),
        wire);
    assertThat(sentBetween[0]).isEmpty();
    assertThat(wire.written.toString()).contains("gathered");
  }

  @Test
  void twoCallersAtATime_theSecondIsToldSo() {
    OneCaller caller = new OneCaller("too late");
    caller.enter();
    assertThatThrownBy(caller::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another task");
    caller.leave();
    caller.enter();
    assertThat(caller.close()).isFalse();
    caller.leave();
    assertThat(caller.close()).isFalse();
    assertThatThrownBy(caller::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("too late");
  }

  @Test
  void serve_whereNothingHasCome_restsAgain() throws Exception {
    assertThat(serve(_ -> Response.text("a"), new ScriptedWire())).isTrue();
    assertThat(pool.take()).isSameAs(only);
  }
}
