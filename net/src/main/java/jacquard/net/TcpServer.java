package jacquard.net;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.task.Scope;
import jacquard.task.Task;
import jacquard.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves each connection of a listener in a task of its own, up to a limit, until it is drained or
 * closed.
 *
 * {@snippet :
 * try (var server = TcpServer.start(TcpListener.bind(7), client -> client.transferTo(client))) {
 *   Shutdown.await();
 *   server.drain(Duration.ofSeconds(10));
 * }
 * }
 *
 * <p><b>The life of a connection.</b> The handler runs in a task and may wait as it likes; when it
 * returns or throws, the connection is closed. A handler that fails harms nobody else: what is
 * wrong with the connection ({@link IOException}) is logged as DEBUG, everything else as ERROR.
 *
 * <p><b>The end of accepting.</b> If no connection can be accepted or started any more, for want of
 * memory for example, the listener is closed and the connections are cancelled: nobody is left to
 * wait for a server that is none. {@link #awaitEnd} throws what ended it.
 *
 * <p><b>The limit.</b> While {@link Options#connectionsMax} connections are open, no further one is
 * accepted: they wait in the listener's backlog, and the kernel refuses what the backlog can't
 * hold.
 *
 * <p><b>Blocking and cancellation.</b> The server runs apart from the task that starts it and knows
 * only {@link #drain} and {@link #close}: leave it by try-with-resources.
 */
/*
 * One job of the engine accepts in a scope of its own; each connection is a task of that scope. So the
 * end of the scope is the end of the last connection, and cancelling it reaches all of them.
 *
 *   accepting ──listener closed──▶ draining ──last task ends──▶ ended
 *       ├────────────close, or the drain's limit: scope cancelled────▲
 *       └────────────accepting fails: listener closed, scope fails───┘
 *
 * `live` counts the connections; `room` is the wait of the accepting task while they are too many: it
 * is set before `live` is read again, and a connection lowers `live` before it reads `room`.
 *
 * Proved by: TcpServerTest, over both engines.
 */
public final class TcpServer implements AutoCloseable {

  /** How long {@link #close}, and {@link #drain} after its limit, wait for cancelled tasks: 2 s. */
  public static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

  private static final System.Logger LOG = System.getLogger("jacquard.net");

  private final TcpListener listener;
  private final Options options;
  private final Handler handler;
  private final Acceptor acceptor;

  private final AtomicInteger live = new AtomicInteger();
  private final End end = new End();
  private volatile @Nullable Wait room;

  /** What ended accepting; written before {@link #end} is reached. */
  private volatile @Nullable Throwable failure;

  /** Set by the accepting task; guarded by {@code this}, as is {@link #cancelled}. */
  private @Nullable Scope scope;

  private @Nullable String cancelled;

  private TcpServer(TcpListener listener, Acceptor acceptor, Options options, Handler handler) {
    this.listener = listener;
    this.acceptor = acceptor;
    this.options = options;
    this.handler = handler;
  }

  /** Where connections come from: the listener, or a test's, which can fail. */
  @FunctionalInterface
  interface Acceptor {
    TcpStream accept() throws IOException, InterruptedException;
  }

  /** Serves one connection. */
  @FunctionalInterface
  public interface Handler {

    /**
     * Talks to the peer; the connection is closed when this returns or throws.
     *
     * @param connection the connection
     * @throws Exception if the connection fails, or the handler does
     * @throws InterruptedException if the server is closed or its drain takes too long
     */
    void serve(TcpStream connection) throws Exception;
  }

  /**
   * How a server runs.
   *
   * @param name names its tasks: {@code name-conn-17}
   * @param connectionsMax connections served at the same time, at least 1
   */
  public record Options(String name, int connectionsMax) {

    /** {@code tcp-server}, at most 65,536 connections. */
    public static final Options DEFAULT = new Options("tcp-server", 65_536);

    /** Checks the limits. */
    public Options {
      if (connectionsMax < 1) {
        throw new IllegalArgumentException(
            "connectionsMax must be 1 or more, was " + connectionsMax);
      }
    }
  }

  /**
   * Starts to serve the connections of {@code listener}, which now belongs to the server.
   *
   * @param listener where connections come from
   * @param handler serves one
   * @return the running server
   */
  public static TcpServer start(TcpListener listener, Handler handler) {
    return start(listener, Options.DEFAULT, handler);
  }

  /**
   * As {@link #start(TcpListener, Handler)}, with {@code options}.
   *
   * @param listener where connections come from
   * @param options how the server runs
   * @param handler serves one connection
   * @return the running server
   */
  public static TcpServer start(TcpListener listener, Options options, Handler handler) {
    return start(listener, listener::accept, options, handler);
  }

  static TcpServer start(
      TcpListener listener, Acceptor acceptor, Options options, Handler handler) {
    TcpServer server = new TcpServer(listener, acceptor, options, handler);
    Engine engine = Strand.current().engine();
    engine.execute(server.new Accepting());
    return server;
  }

  /**
   * The listener whose connections are served.
   *
   * @return the listener
   */
  public TcpListener listener() {
    return listener;
  }

  /**
   * How many connections are open now.
   *
   * @return the number
   */
  public int connections() {
    return live.get();
  }

  /**
   * Waits until the server has ended: drained or closed by another task, or because it could accept
   * no more. Its last connection has ended then.
   *
   * @throws IOException if accepting failed with it; so does any exception or error that ended it,
   *     as it was thrown
   * @throws InterruptedException if the caller is cancelled first; the server goes on
   */
  public void awaitEnd() throws IOException, InterruptedException {
    end.await(Context.NEVER);
    switch (failure) {
      case null -> {}
      case IOException thrown -> throw thrown;
      case RuntimeException thrown -> throw thrown;
      case Error thrown -> throw thrown;
      case Throwable thrown -> throw new IOException(options.name() + " accepts no more", thrown);
    }
  }

  /**
   * Stops accepting, waits until every connection has ended, and cancels those that have not after
   * {@code limit}.
   *
   * @param limit how long connections may take to end by themselves
   * @return how many connections had to be cancelled; 0 if all ended by themselves
   * @throws IOException if the listener can't be closed
   * @throws InterruptedException if the caller is cancelled first; {@link #close} then ends the
   *     rest
   */
  public int drain(Duration limit) throws IOException, InterruptedException {
    long nanos = Limit.nanos("drain limit", limit);
    stopAccepting();
    if (end.await(Limit.deadline(Strand.current().engine(), nanos))) {
      return 0;
    }
    int cut = live.get();
    cancel("connections were given " + Limit.text(limit) + " to end");
    awaitCancelled();
    return cut;
  }

  /**
   * Stops accepting, cancels every connection's task, and waits up to {@link #CLOSE_GRACE} for them
   * to end, although the caller be cancelled. Idempotent.
   *
   * @throws IOException if the listener can't be closed
   */
  @Override
  public void close() throws IOException {
    stopAccepting();
    cancel("the server was closed");
    try {
      Tasks.shielded(CLOSE_GRACE.plus(CLOSE_GRACE), this::awaitCancelled);
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.WARNING, "the close of " + this + " was interrupted", e);
      Thread.currentThread().interrupt();
    }
  }

  private void stopAccepting() throws IOException {
    listener.close();
    wakeAccepting();
  }

  private void wakeAccepting() {
    Wait waiting = room;
    if (waiting != null) {
      waiting.commit(Wait.DONE);
    }
  }

  private void awaitCancelled() throws InterruptedException {
    if (!end.await(Limit.deadline(Strand.current().engine(), CLOSE_GRACE.toNanos()))) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: {1} connections go on although they were cancelled {2} ago",
          options.name(),
          live.get(),
          Limit.text(CLOSE_GRACE));
    }
  }

  private synchronized void cancel(String why) {
    cancelled = why;
    if (scope != null) {
      scope.cancel(why);
    }
  }

  private synchronized void open(Scope opened) {
    scope = opened;
    if (cancelled != null) {
      opened.cancel(cancelled);
    }
  }

  // The accepting task.

  private void run() {
    try {
      Scope.run(options.name(), this::acceptAll);
    } catch (InterruptedException e) {
      log(System.Logger.Level.DEBUG, options.name() + " stopped", e);
    } catch (Throwable e) { // The boundary of the accepting task.
      failure = e;
      log(System.Logger.Level.ERROR, options.name() + " accepts no more", e);
    } finally {
      end.reach();
    }
  }

  private void acceptAll(Scope opened) throws IOException, InterruptedException {
    open(opened);
    try (listener) {
      for (long number = 1; ; number++) {
        awaitRoom();
        begin(opened, acceptor.accept(), number);
      }
    } catch (SocketClosedException e) {
      log(System.Logger.Level.DEBUG, options.name() + " accepts no more", e);
    }
  }

  private void begin(Scope opened, TcpStream connection, long number) {
    live.incrementAndGet();
    Task<?> task;
    try {
      task = opened.fork(options.name() + "-conn-" + number, () -> serve(connection));
    } catch (Throwable e) {
      ended(connection);
      throw e;
    }
    // A task that is cancelled before it starts never runs: its end is told all the same.
    task.onCompletion(_ -> ended(connection));
  }

  private void awaitRoom() throws InterruptedException {
    while (live.get() >= options.connectionsMax() && listener.isOpen()) {
      Wait wait = new Wait(Strand.current());
      room = wait;
      if (live.get() >= options.connectionsMax() && listener.isOpen()) {
        wait.await(Context.NEVER);
      }
      room = null;
    }
  }

  /** A connection's task. Nothing that the handler does may fail the scope: it holds the others. */
  private void serve(TcpStream connection) {
    try {
      handler.serve(connection);
    } catch (InterruptedException | IOException e) {
      log(System.Logger.Level.DEBUG, connection + " ended", e);
    } catch (Throwable e) {
      log(System.Logger.Level.ERROR, "the handler of " + connection + " failed", e);
    }
  }

  private void ended(TcpStream connection) {
    try {
      connection.close();
    } catch (IOException e) {
      log(System.Logger.Level.DEBUG, connection + " was not closed cleanly", e);
    } finally {
      live.decrementAndGet();
      wakeAccepting();
    }
  }

  /** Logs; a log that fails, for want of memory say, must not end the other connections. */
  private static void log(System.Logger.Level level, String message, Throwable cause) {
    try {
      LOG.log(level, message, cause);
    } catch (Throwable e) {
      cause.addSuppressed(e); // Whoever gets the cause gets this too; the log is no place for it.
    }
  }

  @Override
  public String toString() {
    return "TcpServer[" + options.name() + " on " + listener.localAddress() + "]";
  }

  /** The job that accepts. */
  private final class Accepting implements Job {
    private final AtomicBoolean begun = new AtomicBoolean();

    @Override
    public boolean isFresh() {
      return !begun.get();
    }

    @Override
    public void run(Strand strand) {
      if (begun.compareAndSet(false, true)) {
        TcpServer.this.run();
      }
    }
  }
}
