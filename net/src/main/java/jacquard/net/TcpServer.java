package jacquard.net;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.task.Scope;
import jacquard.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
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
 * <p><b>Connections that wait.</b> A {@link Handler} that waits for its peer keeps its stack
 * meanwhile, some kilobytes. A server of many connections that mostly wait talks in turns instead:
 * see {@link Session}.
 *
 * <p><b>The end of accepting.</b> If no connection can be accepted or started any more, for want of
 * memory for example, the listener is closed and the connections are cancelled: nobody is left to
 * wait for a server that is none. {@link #awaitEnd} throws what ended it. That is for a shortage
 * that passes: where the heap is exhausted nothing can be promised, so let the JVM end ({@code
 * -XX:+ExitOnOutOfMemoryError}) and be started anew.
 *
 * <p><b>The limit.</b> While {@link Options#connectionsMax} connections are open, no further one is
 * accepted: they wait in the listener's backlog, and the kernel refuses what the backlog can't
 * hold.
 *
 * <p><b>Blocking and cancellation.</b> The server runs apart from the task that starts it and knows
 * only {@link #drain} and {@link #close}: leave it by try-with-resources.
 */
/*
 * One job of the engine accepts in a scope of its own; each connection is a task of that scope, also
 * while it rests (see ServedConnection). So the end of the scope is the end of the last connection, and
 * cancelling it reaches all of them.
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
  private final Opener opener;
  private final Acceptor acceptor;

  private final AtomicInteger live = new AtomicInteger();
  private final End end = new End();
  private volatile @Nullable Wait room;

  /** What ended accepting; written before {@link #end} is reached. */
  private volatile @Nullable Throwable failure;

  /** Set by the accepting task; guarded by {@code this}, as is {@link #cancelled}. */
  private @Nullable Scope scope;

  private @Nullable String cancelled;

  /** The accepting task's, and what it carries along; set by it before the first connection. */
  private @Nullable Strand strand;

  private Context context = Context.EMPTY;

  private TcpServer(TcpListener listener, Acceptor acceptor, Options options, Opener opener) {
    this.listener = listener;
    this.acceptor = acceptor;
    this.options = options;
    this.opener = opener;
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
   * One connection, served in turns. Between two turns it waits for its peer without a stack or a
   * thread of any kind; what it holds then is what the session keeps in its fields.
   *
   * <p>All turns of a connection run in one task of the server, one after the other, each perhaps
   * on another thread: what a turn wrote, the next one sees; thread-locals are not handed on. The
   * task is cancelled as a handler's is, in a turn or between two.
   */
  public interface Session {

    /**
     * Whether the first turn is due at once; if not, when there is something to read.
     *
     * @return false, unless a session says otherwise
     */
    default boolean speaksFirst() {
      return false;
    }

    /**
     * A turn: talks to the peer. After it nothing that was read may be left unused, and no task may
     * read: the next turn comes when the stream has something to read, be it its end. The poller's
     * news may be old, of what the turn before has read: a turn that was not the first and due at
     * once begins with {@link TcpStream#tryRead}, and returns true where nothing has come, or the
     * connection is not at rest until it does.
     *
     * @return whether there is a next turn; if not, or if the stream's read time-out or deadline
     *     passes before, or the stream is closed, the connection ends
     * @throws Exception if the connection fails, or the session does; it ends then
     * @throws InterruptedException if the server is closed or its drain takes too long
     */
    boolean serve() throws Exception;

    /**
     * The connection ends, with or without a turn before: called once, without waiting, never
     * beside a turn. The stream is closed after it.
     */
    default void ended() {}
  }

  /** Makes the sessions of a server. */
  @FunctionalInterface
  public interface Opener {

    /**
     * A session for a connection that was just accepted. The accepting task calls this, for one
     * connection after the other: it must not wait for the peer.
     *
     * @param connection the connection
     * @return its session
     * @throws IOException if the connection has failed; it is closed then, as after any exception
     */
    Session open(TcpStream connection) throws IOException;
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

  /**
   * Starts to serve the connections of {@code listener} in turns.
   *
   * @param listener where connections come from
   * @param options how the server runs
   * @param opener makes the session of each
   * @return the running server
   */
  public static TcpServer startSessions(TcpListener listener, Options options, Opener opener) {
    return launch(listener, listener::accept, options, opener);
  }

  static TcpServer start(
      TcpListener listener, Acceptor acceptor, Options options, Handler handler) {
    return launch(listener, acceptor, options, stream -> new OneTurn(handler, stream));
  }

  private static TcpServer launch(
      TcpListener listener, Acceptor acceptor, Options options, Opener opener) {
    TcpServer server = new TcpServer(listener, acceptor, options, opener);
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
    Strand accepting = Strand.current();
    strand = accepting;
    context = accepting.context();
    try (listener) {
      for (long number = 1; ; number++) {
        awaitRoom();
        begin(opened, accepting, acceptor.accept(), number);
      }
    } catch (SocketClosedException e) {
      log(System.Logger.Level.DEBUG, options.name() + " accepts no more", e);
    }
  }

  private void begin(Scope opened, Strand accepting, TcpStream connection, long number) {
    live.incrementAndGet();
    ServedConnection begun = null;
    try {
      begun = new ServedConnection(this, connection, opener.open(connection), number);
    } catch (IOException e) {
      log(System.Logger.Level.DEBUG, connection + " was gone before it began", e);
    } catch (RuntimeException e) { // the opener's
      log(System.Logger.Level.ERROR, connection + " has got no session", e);
    } finally {
      if (begun == null) {
        ended(connection);
      }
    }
    if (begun != null) {
      begun.begin(opened, accepting);
    }
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

  /** The name of this server's tasks. */
  String name() {
    return options.name();
  }

  /** What connections carry along; for strands that got to know of this server by one of them. */
  Context context() {
    return context;
  }

  /** A strand of this server's engine that outlives all connections; as {@link #context}. */
  Strand strand() {
    return Objects.requireNonNull(strand);
  }

  /** A connection has ended; called once for each that was accepted. */
  void ended(TcpStream connection) {
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
  static void log(System.Logger.Level level, String message, Throwable cause) {
    try {
      LOG.log(level, message, cause);
    } catch (Throwable e) {
      if (e != cause) { // It may be: the JVM has one OutOfMemoryError left when it has no memory.
        cause.addSuppressed(e); // Whoever gets the cause gets this too; the log is no place for it.
      }
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

  /** A handler's connection: it has all of its stack until it ends. */
  private record OneTurn(Handler handler, TcpStream connection) implements Session {
    @Override
    public boolean speaksFirst() {
      return true;
    }

    @Override
    public boolean serve() throws Exception {
      handler.serve(connection);
      return false;
    }
  }
}
