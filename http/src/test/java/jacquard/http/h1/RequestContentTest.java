package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Response;
import jacquard.http.ResponseBody;
import java.io.IOException;
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
}
