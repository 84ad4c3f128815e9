package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Request;
import jacquard.http.RequestBody;
import jacquard.http.Response;
import jacquard.http.ResponseBody;
import jacquard.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a body asks of its connection, and when; the pieces that a client sends are told apart. */
@Timeout(30)
final class RequestContentTest {
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  /** Where octets that are not there yet would have to be waited for. */
  private static final String PAUSE = "";

  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger flushes = new AtomicInteger();

  private String answer(ScriptedWire wire, Handler handler) throws InterruptedException {
    wire.beforeWrite = writes::incrementAndGet;
    HttpLimits limits = HttpLimits.defaults();
    Service service =
        new Service(
            handler,
            limits,
            HttpTimeouts.defaults(),
            new DateLine(0),
            new BufferPool(limits),
            () -> false);
    new Connection(service, wire, 0).serve();
    return wire.written.toString();
  }

  private static String length(int length) {
    return POST + "Content-Length: " + length + "\r\n\r\n";
  }

  /** Hands on what is written to it, and counts the flushes. */
  private final class Wrapped implements ResponseBody {
    private final ResponseBody body;

    Wrapped(ResponseBody body) {
      this.body = body;
    }

    @Override
    public void write(byte[] bytes, int offset, int length)
        throws IOException, InterruptedException {
      body.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException, InterruptedException {
      flushes.incrementAndGet();
      body.flush();
    }

    @Override
    public void trailer(String name, String value) {
      body.trailer(name, value);
    }
  }

  @Test
  void transferTo_aWrappedBody_flushesBeforeItWaits_andNotElse() throws Exception {
    ScriptedWire wire = new ScriptedWire(length(10) + "ab", "cd", "ef", PAUSE, "gh", "ij");
    Handler echo = request -> Response.stream(out -> request.body().transferTo(new Wrapped(out)));
    String chunks = "2\r\nab\r\n2\r\ncd\r\n2\r\nef\r\n2\r\ngh\r\n2\r\nij\r\n0\r\n\r\n";
    assertThat(answer(wire, echo)).endsWith(chunks);
    assertThat(flushes).hasValue(1);
  }

  @Test
  void transferTo_ofChunksThatAreThere_sendsThemTogether() throws Exception {
    ScriptedWire wire =
        new ScriptedWire(CHUNKED, "2\r\nab\r\n2\r", "\ncd\r\n", "2\r\nef\r\n0\r\n", "\r\n");
    Handler echo = request -> Response.stream(request.body());
    String chunks = "2\r\nab\r\n2\r\ncd\r\n2\r\nef\r\n0\r\n\r\n";
    assertThat(answer(wire, echo)).endsWith(chunks);
    assertThat(writes).hasValue(1);
  }

  /** It may never have to wait. */
  @Test
  void transferTo_ofATaskThatIsCancelled_ends() throws Exception {
    ScriptedWire wire = new ScriptedWire(length(9) + "abc", "def", "ghi");
    Handler limits =
        request ->
            Response.stream(out -> {
              try {
                Tasks.timeout(Duration.ofMillis(1), () -> transferCancelled(request, out));
              } catch (TimeoutException e) {
                out.write("left " + request.body().text());
              }
            });
    assertThat(answer(wire, limits)).contains("abc").contains("left defghi");
  }

  private static long transferCancelled(Request request, ResponseBody out)
      throws IOException, InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    return request.body().transferTo(out);
  }

  /** The rest has come, and more would be too much: what has been taken is no more than was. */
  @Test
  void limit_belowWhatWasTaken_letsTheBodyEnd() throws Exception {
    BodyReads transfer = (body, out) -> (int) body.transferTo(out);
    BodyReads wrapped = (body, out) -> (int) body.transferTo(new Wrapped(out));
    BodyReads bytes = (body, _) -> body.bytes().length;
    for (BodyReads rest : List.of(transfer, wrapped, bytes)) {
      ScriptedWire wire = new ScriptedWire(CHUNKED + "3\r\nabc\r\n0\r\n\r\n");
      Handler lowers =
          request -> {
            request.body().read(new byte[3], 0, 3);
            request.body().limit(1);
            return Response.stream(out -> out.write("left " + rest.of(request.body(), out)));
          };
      assertThat(answer(wire, lowers)).endsWith("6\r\nleft 0\r\n0\r\n\r\n");
    }
  }

  /** One way to read what is left of a body. */
  @FunctionalInterface
  private interface BodyReads {
    int of(RequestBody body, ResponseBody out) throws IOException, InterruptedException;
  }

  private static String asking(int length) {
    return POST + "Expect: 100-continue\r\nContent-Length: " + length + "\r\n\r\n";
  }

  /** Answers with the body, which was over its limit when the response was begun. */
  private static Response raising(Request request) {
    request.body().limit(9);
    return Response.stream(out -> out.write(request.body().limit(10).bytes()));
  }

  @Test
  void limit_raisedByAWriter_bodyThatCameWithItsHead_isReadAndNotAskedFor() throws Exception {
    ScriptedWire wire = new ScriptedWire(asking(10) + "01234", "56789");
    assertThat(answer(wire, RequestContentTest::raising))
        .startsWith("HTTP/1.1 200")
        .contains("0123456789")
        .doesNotContain("100 Continue");
  }

  @Test
  void limit_raisedByAWriter_bodyThatCameMeanwhile_isRead() throws Exception {
    ScriptedWire wire = new ScriptedWire(asking(10), "0123456789");
    wire.hasArrived = true;
    assertThat(answer(wire, RequestContentTest::raising))
        .startsWith("HTTP/1.1 200")
        .contains("0123456789")
        .doesNotContain("100 Continue");
  }

  @Test
  void body_leftUnread_thatCameMeanwhile_isDropped() throws Exception {
    ScriptedWire wire = new ScriptedWire(asking(3), "abc" + length(0));
    wire.hasArrived = true;
    assertThat(answer(wire, _ -> Response.text("unread")).split("unread", -1)).hasSize(3);
  }

  @Test
  void limit_ofARefusedBody_canBeLoweredOnly() throws Exception {
    Handler lowers =
        request -> {
          request.body().limit(9);
          return Response.stream(_ -> request.body().limit(5).limit(10).bytes());
        };
    assertThat(answer(new ScriptedWire(asking(10)), lowers))
        .startsWith("HTTP/1.1 413")
        .contains("5 bytes");
  }

  /** A write that is refused is not tried again, with what comes next. */
  @Test
  void transferTo_whoseWriteIsRefused_hasTakenThePart() throws Exception {
    Handler catches =
        request ->
            Response.stream(
                1,
                out -> {
                  try {
                    request.body().transferTo(out);
                  } catch (IllegalStateException e) {
                    out.write(String.valueOf(request.body().bytes().length));
                  }
                });
    assertThat(answer(new ScriptedWire(length(3) + "abc"), catches)).endsWith("\r\n\r\n0");
  }

  /** Else a client that sends fast, and pauses, would be cut for what it has made good. */
  @Test
  void transferTo_octetsThatAreThere_earnTheirTime() throws Exception {
    ScriptedWire wire =
        new ScriptedWire(length(20_001), PAUSE, "a", "b".repeat(19_000), "c".repeat(1_000));
    wire.beforeRead = RequestContentTest::spinForTwoMillis;
    answer(wire, request -> Response.stream(request.body()));
    Duration body = HttpTimeouts.defaults().body();
    Duration idle = HttpTimeouts.defaults().idle();
    assertThat(wire.readTimeouts).containsExactly(body, idle, body, idle);
  }

  /** Twice as long as an octet may take. */
  private static void spinForTwoMillis() {
    long since = System.nanoTime();
    while (System.nanoTime() - since < 2_000_000) {
      Thread.onSpinWait();
    }
  }
}
