package jacquard.http.server;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import jacquard.http.h1.BufferPool;
import jacquard.http.h1.DateLine;
import jacquard.http.h1.Service;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Strand;
import jacquard.net.TcpListener;
import jacquard.net.TcpServer;
import jacquard.net.TcpStream;
import jacquard.time.Clock;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * HTTP/1.1 server: answers requests by calling a {@link Handler}, plain blocking code, in the
 * connection's own task.
 *
 * {@snippet :
 * void main() throws Exception {
 *   HttpServer.serve(8080, request -> Response.text("Hello\n"));
 * }
 * }
 *
 * <p>Or, with a life cycle of one's own:
 *
 * {@snippet :
 * Shutdown.expect(); // From here on Ctrl-C does not end the JVM.
 * try (var server = HttpServer.bind(8080, handler)) {
 *   Shutdown.await();
 *   server.drain(Duration.ofSeconds(10));
 * }
 * }
 *
 * <p>The environment's {@code PORT} and {@code HOST} apply to {@code serve} only: {@code bind} does
 * what the program says.
 *
 * <p>It listens on the loopback address unless {@link Options#host} says otherwise. Every limit and
 * time-out is on by default: {@link HttpLimits}, {@link HttpTimeouts}. What is not exactly HTTP/1.1
 * as RFC 9112 frames it is answered with 400 and the end of the connection, never guessed at.
 *
 * <p><b>Order.</b> Requests of one connection are handled one after the other. Responses to
 * requests that were pipelined are sent together, when no complete request is left to answer, when
 * their buffer is full, or when the handler of the next takes longer than a few milliseconds.
 *
 * <p><b>Idle connections</b>, from the accept on, cost a kilobyte or two and no thread: a handler's
 * thread-locals do not last until the next request of its connection.
 *
 * <p><b>A client that goes away</b> while its request is handled cancels the task of the handler. A
 * client that closes only its sending side counts as gone. For that the server reads ahead of the
 * handler, up to 64 KiB beyond what came with the head: the end of a client that has sent more of a
 * body (or of further requests) than that is seen when the handler reads, or has ended.
 *
 * @memory what a program does before {@code bind} happens-before each call of its handler
 * @spec https://www.rfc-editor.org/rfc/rfc9112 RFC 9112: HTTP/1.1
 */
/*
 * The life of connections is TcpServer's, where one that waits for its client rests without a stack;
 * what happens on one is HttpSession's and Connection's. Here they meet: the connection limit, and the
 * drain in its phases.
 */
public final class HttpServer implements AutoCloseable {
  /** How long {@link #serve} lets requests in flight end when the process is asked to: 10 s. */
  public static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  /** How many connections beyond the limit are told so at a time; more wait to be accepted. */
  private static final int REFUSED_AT_ONCE = 64;

  /** How long a drain lets open connections bring one more request. */
  private static final Duration LAST_REQUESTS = Duration.ofMillis(100);

  static final int PORT_MAX = 65_535;

  private static final long MAX = Integer.MAX_VALUE;

  /** How far a drain has come. */
  private enum Phase {
    SERVING,
    /** A connection ends after the request it serves, or brings next. */
    LAST_REQUESTS,
    /** An idle connection ends too. */
    ENDING
  }

  private final TcpListener listener;
  private final Service service;
  private final DateClock clock;
  private final TcpServer server;
  private final Set<TcpWire> wires = ConcurrentHashMap.newKeySet();
  private volatile Phase phase = Phase.SERVING;

  /** What all wires ask: one object, not one a connection. */
  private final BooleanSupplier noneMayIdle = this::isEnding;

  /** A server over that listener, which now belongs to it. */
  HttpServer(TcpListener listener, Handler handler, Options options) {
    Engine engine = Strand.current().engine();
    DateLine date = new DateLine(engine.epochMillis());
    this.listener = listener;
    this.service =
        new Service(
            handler,
            options.limits(),
            options.timeouts(),
            date,
            new BufferPool(options.limits()),
            () -> phase != Phase.SERVING);
    this.clock = DateClock.start(engine, date);
    int port = listener.localAddress().getPort();
    int connections = (int) Math.min(options.limits().connections() + (long) REFUSED_AT_ONCE, MAX);
    this.server =
        TcpServer.startSessions(
            listener, new TcpServer.Options("http-server:" + port, connections), this::open);
  }

  /**
   * How a server runs.
   *
   * @param host name or address of the interface to listen on; {@code localhost} by default, which
   *     no other machine reaches; {@code 0.0.0.0} for all
   * @param limits what clients may make the server hold
   * @param timeouts how long clients are waited for
   */
  public record Options(String host, HttpLimits limits, HttpTimeouts timeouts) {
    private static final Options DEFAULTS =
        new Options("localhost", HttpLimits.defaults(), HttpTimeouts.defaults());

    /** {@return the defaults: {@code localhost}, and the defaults of limits and time-outs} */
    public static Options defaults() {
      return DEFAULTS;
    }

    /**
     * {@return these options with another host}
     *
     * @param other name or address of an interface; looked up when the server starts
     */
    public Options withHost(String other) {
      return new Options(other, limits, timeouts);
    }

    /**
     * {@return these options with other limits}
     *
     * @param other what clients may make the server hold
     */
    public Options withLimits(HttpLimits other) {
      return new Options(host, other, timeouts);
    }

    /**
     * {@return these options with other time-outs}
     *
     * @param other how long clients are waited for
     */
    public Options withTimeouts(HttpTimeouts other) {
      return new Options(host, limits, other);
    }
  }

  /**
   * Serves until the process is asked to end (Ctrl-C, {@code TERM}), or the task is cancelled; then
   * drains for up to {@link #DRAIN_LIMIT}, and returns. Says where it listens: see {@link
   * ServeReport}. Tasks that the program runs beside it are its own to end: a scope around this
   * call waits for them; a second signal ends the process at once.
   *
   * <p>Whoever runs the program has the last word on where: the environment's {@code PORT} and
   * {@code HOST} come before what the program says.
   *
   * @param port the port; 0 for a free one
   * @param handler answers the requests, many at once
   * @throws BindException if the port is taken; the message says so
   * @throws IOException if the server can't listen for another reason, or can't go on: as {@link
   *     #awaitEnd}
   * @throws InterruptedException if the task was cancelled
   * @throws IllegalArgumentException if the port, or {@code PORT}, is not 0 to 65535, or {@code
   *     HOST} names no address
   */
  public static void serve(int port, Handler handler) throws IOException, InterruptedException {
    serve(port, handler, Options.defaults());
  }

  /**
   * As {@link #serve(int, Handler)}, with options.
   *
   * @param port the port; 0 for a free one
   * @param handler answers the requests, many at once
   * @param options where to listen, unless the environment's {@code HOST} says otherwise, and what
   *     clients may cost
   * @throws BindException if the port is taken; the message says so
   * @throws IOException if the options' host is unknown, the server can't listen for another
   *     reason, or can't go on: as {@link #awaitEnd}
   * @throws InterruptedException if the task was cancelled
   * @throws IllegalArgumentException as {@link #serve(int, Handler)}
   */
  public static void serve(int port, Handler handler, Options options)
      throws IOException, InterruptedException {
    Serving.serve(port, options, handler);
  }

  /**
   * Starts a server on a port of the loopback address, whatever the environment says.
   *
   * @param port the port; 0 for a free one, which {@link #port} tells
   * @param handler answers the requests, many at once
   * @return the server, which takes connections; close it
   * @throws BindException if the port is taken; the message says so
   * @throws IOException if the server can't listen for another reason
   * @throws IllegalArgumentException if the port is not 0 to 65535
   */
  public static HttpServer bind(int port, Handler handler) throws IOException {
    return bind(port, handler, Options.defaults());
  }

  /**
   * Starts a server.
   *
   * @param port the port; 0 for a free one, which {@link #port} tells
   * @param handler answers the requests, many at once
   * @param options where to listen, and what clients may cost; fixed for the life of the server
   * @return the server, which takes connections; close it
   * @throws BindException if the port is taken; the message says so
   * @throws IOException if the host is unknown, or the server can't listen for another reason
   * @throws IllegalArgumentException if the port is not 0 to 65535
   */
  public static HttpServer bind(int port, Handler handler, Options options) throws IOException {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
    }
    InetAddress host = InetAddress.getByName(options.host());
    return new HttpServer(TcpListener.bind(new InetSocketAddress(host, port)), handler, options);
  }

  /** {@return the address that the server listens on} */
  public InetSocketAddress address() {
    return listener.localAddress();
  }

  /** {@return the port that the server listens on, never 0} */
  public int port() {
    return address().getPort();
  }

  /** {@return how many connections are open, those that are being refused included} */
  public int connections() {
    return server.connections();
  }

  /**
   * {@return how many requests are being answered: from the end of their head until their response
   * is written, or gathered to be sent with the next} Idle connections count for nothing.
   */
  public int requestsInFlight() {
    return (int) wires.stream().filter(TcpWire::isInFlight).count();
  }

  /**
   * Waits until the server has ended: drained or closed by another task, or because it could accept
   * no more, for want of memory for example. Its port is free and its last connection closed then.
   *
   * @throws IOException if accepting failed with it; so does any exception or error that ended it,
   *     as it was thrown
   * @throws InterruptedException if the caller is cancelled first; the server goes on
   */
  public void awaitEnd() throws IOException, InterruptedException {
    server.awaitEnd();
  }

  /**
   * Ends the server gracefully. It accepts no more; what comes on open connections in the next 100
   * ms is answered, and its connection closed after that; then idle connections are closed, and
   * requests in flight may end until {@code limit} has passed. Those that have not are cancelled.
   *
   * @param limit how long requests may take to end
   * @return how many connections had to be cut off
   * @throws IOException if the listener can't be closed
   * @throws InterruptedException if the caller is cancelled first; {@link #close} then ends the
   *     rest
   */
  public int drain(Duration limit) throws IOException, InterruptedException {
    long start = Clock.nanoTime();
    listener.close();
    if (phase == Phase.SERVING && server.connections() > 0) {
      // Clients that are told to close connect anew: by then the kernel must refuse them, or what
      // they send would be reset. The descriptor is freed at the poller's next turn.
      Duration grace = LAST_REQUESTS.compareTo(limit) < 0 ? LAST_REQUESTS : limit;
      Clock.sleep(grace.dividedBy(4));
      phase = Phase.LAST_REQUESTS;
      Clock.sleep(grace.dividedBy(4).multipliedBy(3));
    }
    phase = Phase.ENDING;
    wires.forEach(TcpWire::endIfIdle);
    Duration left = limit.minusNanos(Clock.nanoTime() - start);
    return server.drain(left.isNegative() ? Duration.ZERO : left);
  }

  /**
   * Ends the server at once: cancels what is in flight. Idempotent.
   *
   * @throws IOException if the listener can't be closed
   */
  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      clock.close();
    }
  }

  /** {@return the address that the server listens on, in one line} */
  @Override
  public String toString() {
    return "HttpServer[" + address() + "]";
  }

  private boolean isEnding() {
    return phase == Phase.ENDING;
  }

  /** Called by the accepting task: a connection costs no task before its first octets. */
  private TcpServer.Session open(TcpStream stream) {
    if (wires.size() >= service.limits().connections()) {
      return new Overload(stream);
    }
    TcpWire wire = new TcpWire(stream, service.timeouts(), noneMayIdle);
    HttpSession session = new HttpSession(service, wire, wires);
    wire.endIfNoneMayIdle();
    return session;
  }
}
