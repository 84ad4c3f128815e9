package jacquard.http.h1;

import jacquard.http.HttpException;
import jacquard.http.Status;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Serves one connection, from its first octet to its last, in the task that calls {@link #run}. */
/*
 *   ┌──▶ idle ──octets──▶ head ──complete──▶ exchange ──persists──┐
 *   │     │ (no buffers)   │ malformed, late   │ does not         │
 *   │     ▼                ▼                   ▼                  │
 *   │   close            refuse ──────▶ linger, close             │
 *   └─────────────────────────────────────────────────────────────┘
 *
 * Responses are gathered while the input holds complete requests, and sent before the connection
 * waits for its client, or by FlushAlarm while it waits for a handler.
 *
 * Proved by: HttpServerTest, BadInputTest, PipelineTest.
 */
public final class Connection {
  private static final System.Logger LOG = System.getLogger("jacquard.http");

  /** How long, and for how much, a client that was refused may go on sending (RFC 9112 §9.6). */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final int LINGER_BYTES = 256 * 1024;

  private final Service service;
  private final Wire wire;
  private final Input input = new Input();
  private final Output out;
  private final RequestParser parser;
  private final Exchange exchange;
  private @Nullable Buffers buffers;
  private long served;
  private int gathered;
  private boolean headIsLate;

  /** A connection over that wire. */
  public Connection(Service service, Wire wire) {
    this.service = service;
    this.wire = wire;
    this.out = new Output(wire);
    this.parser = new RequestParser(service.limits());
    this.exchange = new Exchange(service, wire, input, out);
  }

  /**
   * Serves until either side ends the connection, and closes the wire.
   *
   * @throws InterruptedException if the task was cancelled: the client went away during a request,
   *     or the server is closed
   */
  public void run() throws InterruptedException {
    try {
      wire.readTimeout(service.timeouts().idle());
      serve();
    } catch (ResponseCutException e) {
      wire.abort();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "connection of " + wire.peer() + " broke", e);
    } finally {
      wire.close();
      giveBuffers();
    }
  }

  private void serve() throws IOException, InterruptedException {
    try {
      boolean persists = true;
      while (persists) {
        // Here, not further down: the frames below stay in memory as long as the client is idle.
        if (input.isEmpty() && !awaitRequest()) {
          return;
        }
        H1Request request = nextRequest();
        if (request == null) {
          return;
        }
        persists = exchange.answer(request, ++served < service.limits().requestsPerConnection());
        if (++gathered >= service.limits().pipelinedRequests()) {
          flush();
        }
      }
    } catch (HttpException refusal) {
      exchange.refuse(refusal);
    }
    flush();
    linger();
  }

  /** The next request, or null if the client, or the server, has ended the connection. */
  private @Nullable H1Request nextRequest() throws IOException, InterruptedException {
    while (true) {
      if (!input.isEmpty()) {
        H1Request request = parser.parse(input.octets, input.position, input.limit);
        if (request != null) {
          input.position += request.headBytes();
          endHead();
          return request;
        }
      }
      flush();
      if (!input.isEmpty()) {
        beginHead();
      }
      if (!fill()) {
        return null;
      }
    }
  }

  /** Sends what was gathered, and waits without buffers; false if there will be no request. */
  private boolean awaitRequest() throws IOException, InterruptedException {
    flush();
    giveBuffers();
    try {
      if (!wire.awaitRequest()) {
        return false;
      }
    } catch (SocketTimeoutException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "connection of " + wire.peer() + " was idle", e);
      return false;
    }
    takeBuffers();
    return true;
  }

  private boolean fill() throws IOException, InterruptedException {
    try {
      return input.fill(wire);
    } catch (SocketTimeoutException e) {
      throw new Malformed(
          Status.REQUEST_TIMEOUT,
          "head of the request did not come within "
              + service.timeouts().header().toMillis()
              + " ms");
    }
  }

  /** A head that came in part has a deadline for the rest; most come whole and cost no clock. */
  private void beginHead() {
    if (!headIsLate) {
      headIsLate = true;
      wire.readDeadline(service.timeouts().header());
    }
  }

  private void endHead() {
    if (headIsLate) {
      headIsLate = false;
      wire.readDeadline(null);
    }
  }

  private void flush() throws IOException, InterruptedException {
    gathered = 0;
    out.flush();
  }

  /**
   * Reads and drops what the client still sends, for a while: closing at once would reset the
   * connection, and the reset could overtake the response (RFC 9112 §9.6).
   */
  private void linger() throws IOException, InterruptedException {
    wire.endOutput();
    wire.readDeadline(LINGER);
    input.position = input.limit;
    int dropped = 0;
    try {
      while (dropped < LINGER_BYTES && input.fill(wire)) {
        dropped += input.available();
        input.position = input.limit;
      }
    } catch (SocketTimeoutException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> wire.peer() + " kept its side open", e);
    }
  }

  private void takeBuffers() {
    Buffers taken = service.buffers().take();
    buffers = taken;
    input.lend(taken.in);
    out.lend(taken.out);
  }

  private void giveBuffers() {
    Buffers held = buffers;
    if (held != null) {
      buffers = null;
      input.position = input.limit;
      input.release();
      out.discard();
      out.release();
      service.buffers().give(held);
    }
  }
}
