package jacquard.net;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Accepts TCP connections.
 *
 * <p>{@link #bind(int)} listens on the loopback address only: nothing outside this machine can
 * connect until somebody asks for it by {@link #bindAnyAddress} or an address.
 *
 * <p>One task at a time may accept; a second one gets {@link IllegalStateException}.
 *
 * <p><b>Descriptor limit.</b> When the process or the system has no descriptor left, or the kernel
 * fails an accept for another reason that passes, {@link #accept} logs it (at most once a minute),
 * waits 10 ms, doubling up to 1 s, and tries again: connections wait in the backlog meanwhile, and
 * none is lost.
 */
/*
 * Who may touch what: `pauseMillis` belongs to the holder of `accepting`; `pause` is the wait of an accept that backs off, for close() to end.
 *
 * At the descriptor limit. The listener holds one descriptor to spare. When an accept fails it gives it
 * up, so that the log's classes and files can be read; before the next accept it takes one again: as
 * long as that fails, the limit still holds.
 *
 * Proved by: TcpListenerTest, DescriptorLimitTest, over both engines.
 */
public final class TcpListener implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("jacquard.net");

  private static final long PAUSE_MILLIS_MIN = 10;
  private static final long PAUSE_MILLIS_MAX = 1_000;
  private static final long LOG_EVERY_NANOS = 60_000_000_000L;

  private final ServerSocketChannel channel;
  private final InetSocketAddress localAddress;
  private final WatchedChannel watched;
  private final Turn accepting = new Turn();
  private final SpareDescriptor spare = new SpareDescriptor();

  private volatile @Nullable Wait pause;

  /** Length of the last pause; 0 when the last accept went well. */
  private long pauseMillis;

  /** When to log a failed accept again; guarded by {@link #accepting}, as is {@link #logged}. */
  private long logAgainNanos;

  private boolean logged;

  private TcpListener(ServerSocketChannel channel) throws IOException {
    this.channel = channel;
    this.localAddress = (InetSocketAddress) channel.getLocalAddress();
    this.watched = new WatchedChannel(channel, null);
    spare.take();
  }

  /**
   * How a listener is made.
   *
   * @param backlog connections that the kernel holds until they are accepted, at least 1; the
   *     system may hold fewer ({@code net.core.somaxconn} on Linux)
   * @param reuseAddress whether to bind although connections of an earlier listener on this port
   *     have not timed out yet
   * @param receiveBufferBytes the receive buffer of accepted connections; 0 for the system's
   *     choice, which adapts to each connection
   */
  public record Options(int backlog, boolean reuseAddress, int receiveBufferBytes) {

    /** A backlog of 1024, reuse of the address, the system's choice of buffer. */
    public static final Options DEFAULT = new Options(1024, true, 0);

    /** Checks the limits. */
    public Options {
      if (backlog < 1) {
        throw new IllegalArgumentException("backlog must be 1 or more, was " + backlog);
      }
      if (receiveBufferBytes < 0) {
        throw new IllegalArgumentException(
            "receive buffer must be 1 byte or more, or 0 for the system's choice, was "
                + receiveBufferBytes);
      }
    }
  }

  /**
   * Listens on {@code port} of the loopback address: for this machine only.
   *
   * @param port the port; 0 takes a free one, and {@link #localAddress} tells which
   * @return the listener
   * @throws BindException if the port is taken or not allowed; the message says which
   * @throws IOException if the system refuses for another reason
   */
  public static TcpListener bind(int port) throws IOException {
    return bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * As {@link #bind(int)}, on every address of this machine: whoever reaches it can connect.
   *
   * @param port the port, or 0
   * @return the listener
   * @throws IOException as {@link #bind(int)}
   */
  public static TcpListener bindAnyAddress(int port) throws IOException {
    return bind(new InetSocketAddress(port));
  }

  /**
   * As {@link #bind(int)}, on {@code address}.
   *
   * @param address one of this machine, and a port or 0
   * @return the listener
   * @throws IOException as {@link #bind(int)}
   */
  public static TcpListener bind(InetSocketAddress address) throws IOException {
    return bind(address, Options.DEFAULT);
  }

  /**
   * As {@link #bind(InetSocketAddress)}, made as {@code options} say.
   *
   * @param address one of this machine, and a port or 0
   * @param options how it is made
   * @return the listener
   * @throws IOException as {@link #bind(int)}
   */
  public static TcpListener bind(InetSocketAddress address, Options options) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    boolean bound = false;
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, options.reuseAddress());
      if (options.receiveBufferBytes() > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBufferBytes());
      }
      channel.bind(address, options.backlog());
      TcpListener listener = new TcpListener(channel);
      bound = true;
      return listener;
    } catch (BindException e) {
      throw describe(e, address);
    } finally {
      if (!bound) {
        channel.close();
      }
    }
  }

  private static BindException describe(BindException cause, InetSocketAddress address) {
    String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    String message;
    if (said.contains("in use")) {
      message = "port " + address.getPort() + " is taken (by another process on this machine)";
    } else if (said.contains("permission")) {
      message =
          "port "
              + address.getPort()
              + " needs a privilege that this process lacks (try one from 1024 on)";
    } else {
      message = "can't listen on " + address + ": " + cause.getMessage();
    }
    BindException exception = new BindException(message);
    exception.initCause(cause);
    return exception;
  }

  /**
   * The address and port that this listener is bound to.
   *
   * @return the address
   */
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  /**
   * Whether {@link #close} was not called yet.
   *
   * @return true until then
   */
  public boolean isOpen() {
    return watched.isOpen();
  }

  /**
   * Waits for the next connection.
   *
   * <p><b>Cancellation.</b> A cancelled accept has taken no connection and leaves the listener
   * open.
   *
   * @return the connection
   * @throws SocketClosedException if this listener is closed, before or meanwhile
   * @throws IOException if the poller fails
   * @throws InterruptedException if the task was cancelled first
   */
  public TcpStream accept() throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    accepting.enter("accepts from");
    try {
      return acceptNext(strand);
    } catch (ClosedChannelException e) {
      SocketClosedException exception =
          new SocketClosedException("listener " + localAddress + " is closed");
      exception.initCause(e);
      throw exception;
    } finally {
      accepting.leave();
    }
  }

  private TcpStream acceptNext(Strand strand) throws IOException, InterruptedException {
    while (true) {
      SocketChannel accepted = tryAccept(strand);
      if (accepted != null) {
        TcpStream stream = open(accepted);
        if (stream != null) {
          return stream;
        }
      } else {
        watched.watch().awaitReadable(Context.NEVER);
      }
    }
  }

  /** A connection, or null if none is there; backs off while the system can't give one. */
  private @Nullable SocketChannel tryAccept(Strand strand)
      throws IOException, InterruptedException {
    while (true) {
      try {
        spare.take();
        SocketChannel accepted = channel.accept();
        pauseMillis = 0;
        return accepted;
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        backOff(strand, e);
      }
    }
  }

  /** The stream of a new connection, or null if the peer has reset it already. */
  private static @Nullable TcpStream open(SocketChannel accepted) throws IOException {
    try {
      accepted.configureBlocking(false);
      return new TcpStream(accepted, null);
    } catch (IOException e) {
      accepted.close();
      LOG.log(System.Logger.Level.DEBUG, "a connection was gone before it was accepted", e);
      return null;
    }
  }

  /** A server at its limit gets one descriptor back now and then: not a line for each of them. */
  private void logSometimes(long nowNanos, IOException reason) {
    if (!logged || nowNanos - logAgainNanos >= 0) {
      logged = true;
      logAgainNanos = nowNanos + LOG_EVERY_NANOS;
      LOG.log(
          System.Logger.Level.WARNING,
          "listener {0} can''t accept: {1}; connections wait until it can",
          localAddress.toString(),
          String.valueOf(reason.getMessage()));
    }
  }

  private void backOff(Strand strand, IOException reason) throws IOException, InterruptedException {
    spare.give();
    logSometimes(strand.engine().nanoTime(), reason);
    pauseMillis = Math.clamp(2 * pauseMillis, PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX);
    Wait wait = new Wait(strand);
    pause = wait;
    try {
      // Pairs with close(): it closes the channel, then reads pause.
      if (!isOpen()) {
        throw new ClosedChannelException();
      }
      wait.await(strand.engine().nanoTime() + pauseMillis * 1_000_000);
    } finally {
      pause = null;
    }
  }

  /**
   * Stops listening; an accept that waits ends with {@link SocketClosedException}. Connections that
   * were accepted go on; those still in the backlog are reset. Idempotent.
   *
   * @throws IOException if the system fails to close it
   */
  @Override
  public void close() throws IOException {
    try (spare) {
      watched.close();
    } finally {
      Wait backingOff = pause;
      if (backingOff != null) {
        backingOff.commit(Wait.DONE);
      }
    }
  }

  @Override
  public String toString() {
    return "TcpListener[" + localAddress + (isOpen() ? "]" : ", closed]");
  }

  /** The wait of the task that accepts; for tests, which have no other way to see it wait. */
  @Nullable Wait pendingAccept() {
    return watched.pendingRead();
  }
}
