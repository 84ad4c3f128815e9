package jacquard.http.h1;

import jacquard.http.HttpException;
import jacquard.http.Status;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Serves one connection, a turn at a time, in the task that calls {@link #serve}. What lasts from
 * one turn to the next is the wire and the number of requests: a new object may take the next turn.
 */
/*
 *   ┌──▶ idle ──serve──▶ head ──complete──▶ exchange ──persists, and nothing is left to read──┐
 *   │     (no buffers,    │ ▲ malformed, late   │ │ does not                                │
 *   │      no stack)      │ └──there is more────┼─┘                                         │
 *   │                     ▼                     ▼                                           │
 *   │                  refuse ──────────▶ linger, close                                     │
 *   └───────────────────────────────────────────────────────────────────────────────────────┘
 *
 * Responses are gathered while the input holds complete requests, and sent before the connection
 * idles or waits for the rest of a head, or by FlushAlarm while it waits for a handler.
 *
 * Proved by: HttpServerTest, BadInputTest, PipelineTest, CutResponseTest.
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
  private final Exchange exchange;
  private final Loan loan;
  private long served;
  private int gathered;
  private boolean headHasDeadline;

  /**
   * A connection over that wire.
   *
   * @param served how many requests of it were served before
   */
  public Connection(Service service, Wire wire, long served) {
    this.service = service;
    this.wire = wire;
    this.served = served;
    this.out = new Output(wire);
    this.loan = new Loan(service.buffers(), input, out);
    this.exchange = new Exchange(service, wire, input, out, loan);
  }

  /**
   * Serves what the client asks for, until it has got its answers and sends nothing more: then this
   * holds no buffers, and is to be called again when there is something to read. Or until either
   * side ends the connection: then the wire is closed.
   *
   * @return whether the connection goes on
   * @throws InterruptedException if the task was cancelled: the client went away during a request,
   *     or the server is closed
   */
  public boolean serve() throws InterruptedException {
    boolean goesOn = false;
    try {
      loan.begin();
      goesOn = serveWhatCame();
    } catch (ResponseCutException e) {
      wire.abort();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "connection of " + wire.peer() + " broke", e);
    } finally {
      if (!goesOn) {
        if (exchange.hasCutResponse()) {
          wire.abort();
        }
        wire.close();
      }
      loan.abandon();
    }
    return goesOn;
  }

  /** How many requests were served. */
  public long served() {
    return served;
  }

  /** Whether the client asks before it has its answers: then the next turn had better be this's. */
  public boolean isPipelined() {
    return exchange.hasAlarm();
  }

  /** A turn may begin for nothing: what made the wire readable was read by the turn before. */
  private boolean serveWhatCame() throws IOException, InterruptedException {
    int count = input.tryFill(wire);
    return count == 0 || (count > 0 && answerAll());
  }

  private boolean answerAll() throws IOException, InterruptedException {
    try {
      boolean persists = true;
      while (persists) {
        H1Request request = nextRequest();
        if (request == null) {
          return false;
        }
        persists = exchange.answer(request, ++served < service.limits().requestsPerConnection());
        if (++gathered >= service.limits().pipelinedRequests()) {
          flush();
        }
        if (persists && input.isEmpty() && !wire.hasOctets()) {
          flush();
          return true;
        }
      }
    } catch (HttpException refusal) {
      exchange.refuse(refusal);
    }
    flush();
    linger();
    return false;
  }

  /** The next request, or null if the client, or the server, has ended the connection. */
  private @Nullable H1Request nextRequest() throws IOException, InterruptedException {
    while (true) {
      if (!input.isEmpty()) {
        H1Request request = loan.parser().parse(input.octets, input.position, input.limit);
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

  private boolean fill() throws IOException, InterruptedException {
    try {
      return input.fill(wire) >= 0;
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
    if (!headHasDeadline) {
      headHasDeadline = true;
      wire.readDeadline(service.timeouts().header());
    }
  }

  private void endHead() {
    if (headHasDeadline) {
      headHasDeadline = false;
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
      while (dropped < LINGER_BYTES && input.fill(wire) >= 0) {
        dropped += input.available();
        input.position = input.limit;
      }
    } catch (SocketTimeoutException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> wire.peer() + " kept its side open", e);
    }
  }
}
