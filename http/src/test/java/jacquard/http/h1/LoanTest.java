package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** A client that sends what it is told to, in these pieces, and reads everything. */
  private static final class ScriptedWire implements Wire {
    private final List<byte[]> reads = new ArrayList<>();
    private final StringBuilder written = new StringBuilder();

    ScriptedWire(String... reads) {
      for (String read : reads) {
        this.reads.add(Ascii.bytes(read));
      }
    }

    @Override
    public int read(byte[] octets, int offset, int length) {
      if (reads.isEmpty()) {
        return -1;
      }
      byte[] read = reads.removeFirst();
      System.arraycopy(read, 0, octets, offset, read.length);
      return read.length;
    }

    @Override
    public boolean hasOctets() {
      return false;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      written.append(new String(octets, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void write(ByteBuffer head, ByteBuffer body) {
      write(head.array(), head.arrayOffset() + head.position(), head.remaining());
      write(body.array(), body.arrayOffset() + body.position(), body.remaining());
    }

    @Override
    public int tryWrite(byte[] octets, int offset, int length) {
      write(octets, offset, length);
      return length;
    }

    @Override
    public void readTimeout(Duration each) {}

    @Override
    public void readDeadline(@Nullable Duration fromNow) {}

    @Override
    public void beginHandling() {}

    @Override
    public void endHandling() {}

    @Override
    public void endRequest() {}

    @Override
    public boolean tryBorrow() {
      return false;
    }

    @Override
    public void giveBack() {}

    @Override
    public void endOutput() {}

    @Override
    public void abort() {}

    @Override
    public void close() {}

    @Override
    public @Nullable InetSocketAddress peer() {
      return null;
    }
  }
}
