package jacquard.net;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.engine.Watch;
import jacquard.io.ByteSink;
import jacquard.io.ByteSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that tasks read and write.
 *
 * <p>Two sides, one task at a time on each: while one task reads, another may write. A second
 * reader or writer gets {@link IllegalStateException}. {@link #close}, {@link #abort} and the
 * setters may be called from anywhere at any time.
 *
 * <p><b>Blocking and cancellation.</b> A method that waits waits in the calling task and holds no
 * thread. It throws {@link InterruptedException} when the task is cancelled, its deadline passes or
 * its thread is interrupted, and the stream stays open and usable: a read has then taken nothing; a
 * write of a {@link ByteBuffer} has advanced the buffer's position by what went out, so that the
 * same call goes on where it stopped. (After an interrupted write of a {@code byte[]} nobody knows
 * how much went out: use a buffer, or abort.)
 *
 * <p><b>Time-outs.</b> None at first. {@link #setReadTimeout} and {@link #setWriteTimeout} limit
 * every single wait, {@link #setReadDeadline} all reads from now on. A wait whose time is up throws
 * {@link SocketTimeoutException}, has no effect, and the stream stays usable. They cost no timer a
 * wait.
 *
 * <p><b>Errors.</b> {@link SocketClosedException} if this side closed the stream, before the call
 * or while it waited; what the operating system says, as the JDK words it ({@code Connection
 * reset}, {@code Broken pipe}), if the peer or the network did.
 *
 * <p>{@link #setNoDelay Nagle's algorithm} is off.
 *
 * @spec https://www.rfc-editor.org/rfc/rfc9293 Transmission Control Protocol
 */
/*
 * How it works. The channel is non-blocking; ReadSide and WriteSide try an operation first and wait at
 * the watch of WatchedChannel when it would block. Here are the contract, the settings and the end.
 *
 * `unattended` is guarded by the monitor of `reading`, which is held while the probe runs and for
 * nothing else.
 *
 * Proved by: TcpStreamTest, TcpCancelTest, TcpTimeoutTest, over both engines.
 */
public final class TcpStream implements ByteSource, ByteSink, AutoCloseable {

  /** How long {@link #connect(InetSocketAddress)} waits: 30 s. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  private final SocketChannel channel;
  private final InetSocketAddress localAddress;
  private final InetSocketAddress remoteAddress;
  private final WatchedChannel watched;
  private final ReadSide reading;
  private final WriteSide writing;

  private final Runnable unattendedRead = this::runProbe;
  private @Nullable Runnable unattended;

  /**
   * A stream over a connected, non-blocking channel.
   *
   * @param watch the channel's, if it was watched while it connected
   */
  TcpStream(SocketChannel channel, @Nullable Watch watch) throws IOException {
    this.channel = channel;
    this.localAddress = (InetSocketAddress) channel.getLocalAddress();
    this.remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
    this.watched = new WatchedChannel(channel, watch);
    this.reading = new ReadSide(channel, watched, remoteAddress);
    this.writing = new WriteSide(channel, watched, remoteAddress);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /**
   * Connects to {@code address}, waiting up to {@link #CONNECT_TIMEOUT}.
   *
   * @param address of the peer; resolved
   * @return the connection
   * @throws java.net.ConnectException if the peer refused
   * @throws SocketTimeoutException if it did not answer in time
   * @throws IOException if the address is not resolved or can't be reached
   * @throws InterruptedException if the task was cancelled first; nothing stays open
   */
  public static TcpStream connect(InetSocketAddress address)
      throws IOException, InterruptedException {
    return connect(address, CONNECT_TIMEOUT);
  }

  /**
   * As {@link #connect(InetSocketAddress)}, waiting up to {@code timeout}.
   *
   * @param address of the peer; resolved
   * @param timeout how long to wait; zero for as long as the system tries
   * @return the connection
   * @throws IOException as above
   * @throws InterruptedException as above
   */
  public static TcpStream connect(InetSocketAddress address, Duration timeout)
      throws IOException, InterruptedException {
    return new TcpConnect(address, timeout).run();
  }

  /**
   * The address and port of this side.
   *
   * @return the address
   */
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  /**
   * The address and port of the peer.
   *
   * @return the address
   */
  public InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  /**
   * Whether neither {@link #close} nor {@link #abort} was called; tells nothing of the peer.
   *
   * @return true until then
   */
  public boolean isOpen() {
    return watched.isOpen();
  }

  // Reading.

  @Override
  public int read(ByteBuffer into) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    try {
      return reading.read(strand, into);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * As {@link #read(ByteBuffer)}, into a part of an array.
   *
   * @param into takes the bytes
   * @param offset where the first goes
   * @param length how many to read at most
   * @return the number of bytes read; -1 at the end; 0 only if {@code length} is
   * @throws IOException as {@link #read(ByteBuffer)}
   * @throws InterruptedException as {@link #read(ByteBuffer)}
   */
  public int read(byte[] into, int offset, int length) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    Objects.checkFromIndexSize(offset, length, into.length);
    try {
      return reading.read(strand, into, offset, length);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * Reads what is there, without waiting and from any thread: for a probe of {@link #onUnattended}.
   *
   * @param into takes the bytes
   * @return the number of bytes read; -1 at the end; 0 if there is nothing, {@code into} has no
   *     room, or a task reads at this moment
   * @throws IOException if the connection failed or was closed
   */
  public int tryRead(ByteBuffer into) throws IOException {
    try {
      return reading.tryRead(into);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * As {@link #tryRead(ByteBuffer)}, into an array.
   *
   * @param into takes the bytes
   * @param offset where the first one goes
   * @param length how many there may be
   * @return as {@link #tryRead(ByteBuffer)}
   * @throws IOException if the connection failed or was closed
   */
  public int tryRead(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    try {
      return reading.tryRead(into, offset, length);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * Waits until a read would find bytes, the end or a failure. Takes nothing: for callers that hold
   * no buffer while they wait. The stream keeps no array that it was given before.
   *
   * @throws SocketTimeoutException if the read time-out or deadline passed
   * @throws IOException if this stream is closed
   * @throws InterruptedException if the task was cancelled first
   */
  public void awaitReadable() throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    writing.forgetArray();
    try {
      reading.awaitReadable(strand);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * Begins what {@link #awaitReadable} does, for a task that has no stack meanwhile: {@code rest}
   * is committed {@link Wait#DONE} or {@link Wait#TIMED_OUT}, or with something else if this stream
   * is closed. {@link #endRest} must follow, when it was committed.
   */
  void beginRest(Strand strand, Wait rest) throws IOException {
    writing.forgetArray();
    try {
      reading.beginRest(strand, rest);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /** Ends what {@link #beginRest} began, on any thread; throws if the time was up. */
  void endRest(Wait rest) throws SocketTimeoutException {
    reading.endRest(rest);
    if (rest.outcome() == Wait.TIMED_OUT) {
      throw reading.timedOut();
    }
  }

  // Writing.

  @Override
  public void write(ByteBuffer from) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    try {
      writing.write(strand, from);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * As {@link #write(ByteBuffer)}, of a part of an array.
   *
   * @param from holds the bytes
   * @param offset where the first is
   * @param length how many to write
   * @throws IOException as {@link #write(ByteBuffer)}
   * @throws InterruptedException as {@link #write(ByteBuffer)}
   */
  public void write(byte[] from, int offset, int length) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    Objects.checkFromIndexSize(offset, length, from.length);
    try {
      writing.write(strand, from, offset, length);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * Writes all of {@code head}, then all of {@code body}, in one system call if the socket takes
   * them: one packet for a short message in two parts.
   *
   * <p>After an exception the positions of both tell what went out; calling again goes on from
   * there.
   *
   * @param head the first part
   * @param body the second part
   * @throws IOException as {@link #write(ByteBuffer)}
   * @throws InterruptedException as {@link #write(ByteBuffer)}
   */
  public void write(ByteBuffer head, ByteBuffer body) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    try {
      writing.write(strand, head, body);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * Writes what the socket takes at once, without waiting and from any thread.
   *
   * @param from holds the bytes; its position advances by what went out
   * @return the number of bytes written; 0 if the socket is full or a task writes at this moment
   * @throws IOException if the connection failed or was closed
   */
  public int tryWrite(ByteBuffer from) throws IOException {
    try {
      return writing.tryWrite(from);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  // Settings.

  /**
   * Limits each wait of a read for bytes to {@code timeout}; {@link Duration#ZERO} for no limit.
   * Holds from the next wait on.
   *
   * @param timeout the limit
   * @throws IllegalArgumentException if {@code timeout} is negative
   */
  public void setReadTimeout(Duration timeout) {
    reading.patience.setTimeout(Limit.nanos("read time-out", timeout));
  }

  /**
   * As {@link #setReadTimeout}, for each wait of a write until the socket takes bytes again.
   *
   * @param timeout the limit
   */
  public void setWriteTimeout(Duration timeout) {
    writing.patience.setTimeout(Limit.nanos("write time-out", timeout));
  }

  /**
   * Limits all reads from now on together: those that still wait {@code fromNow} later time out.
   * Holds from the next wait on, until it is set anew or {@link #clearReadDeadline cleared}, and
   * applies beside the time-out.
   *
   * @param fromNow how far the deadline lies ahead
   * @throws IllegalArgumentException if {@code fromNow} is negative
   */
  public void setReadDeadline(Duration fromNow) {
    long nanos = Limit.nanos("read deadline", fromNow);
    reading.patience.setDeadline(Limit.deadline(Strand.current().engine(), nanos));
  }

  /** Takes {@link #setReadDeadline} back. */
  public void clearReadDeadline() {
    reading.patience.setDeadline(Context.NEVER);
  }

  /**
   * Whether small writes go out at once (true, as at first), or wait for the peer's acknowledgement
   * of earlier ones, to be sent in fewer packets.
   *
   * @param noDelay whether to send at once
   * @throws IOException if this stream is closed
   */
  public void setNoDelay(boolean noDelay) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, noDelay);
  }

  /**
   * Runs {@code probe} when bytes, the end or a failure arrive while no task waits to read; null
   * for none. This is how a server finds out that its client has gone while the handler is busy.
   *
   * <p>The probe runs on the engine's polling thread: it must be short and must not wait. It may
   * call {@link #tryRead}. It runs once: to be called again it sets itself anew, as long as it has
   * read what was there (else it would be called again at once).
   *
   * <p>When this method returns, an earlier probe does not run and will not: a task that calls
   * {@code onUnattended(null)} before it reads has the stream, and what the probe has read, to
   * itself.
   *
   * @param probe what to run, or null
   * @throws IOException if this stream is closed
   */
  public void onUnattended(@Nullable Runnable probe) throws IOException {
    synchronized (reading) {
      unattended = probe;
    }
    if (probe != null) {
      try {
        watched.watch().onUnattended(unattendedRead);
      } catch (ClosedChannelException e) {
        throw closedBy(e);
      }
    }
  }

  /**
   * On the poller's thread. The lock is held while the probe runs, so that a task can tell for sure
   * when it no longer does; the probe never waits (its contract), so nobody waits long for the
   * lock.
   */
  private void runProbe() {
    synchronized (reading) {
      Runnable probe = unattended;
      unattended = null;
      if (probe != null) {
        probe.run();
      }
    }
  }

  // The end.

  /**
   * Tells the peer that no more bytes will come: it reads the end of the stream. Reading goes on.
   *
   * @throws IOException if this stream is closed or not connected any more
   */
  public void shutdownOutput() throws IOException {
    try {
      channel.shutdownOutput();
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    }
  }

  /**
   * Closes this stream; a read and a write that wait end with {@link SocketClosedException}. Never
   * waits. Bytes written before are still delivered; if the peer sent bytes that were not read, it
   * may get a reset instead (read to the end first where that matters). Idempotent.
   *
   * @throws IOException if the system fails to close it
   */
  @Override
  public void close() throws IOException {
    try {
      watched.close();
    } finally {
      reading.patience.close();
      writing.patience.close();
    }
  }

  /**
   * As {@link #close}, but drops what is not delivered yet: the peer gets a reset.
   *
   * @throws IOException if the system fails to close it
   */
  public void abort() throws IOException {
    try {
      if (isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (ClosedChannelException _) {
      return; // somebody else has closed it meanwhile
    } finally {
      close();
    }
  }

  @Override
  public String toString() {
    return "TcpStream[" + localAddress + " to " + remoteAddress + (isOpen() ? "]" : ", closed]");
  }

  /** What the reading side waits at; for tests, which have no other way to see a task wait. */
  @Nullable Wait pendingRead() {
    return watched.pendingRead();
  }

  /** As {@link #pendingRead}, of the writing side. */
  @Nullable Wait pendingWrite() {
    return watched.pendingWrite();
  }

  private IOException closedBy(ClosedChannelException cause) {
    if (isOpen()) {
      return cause; // The output was shut down: the JDK says so by the same class.
    }
    SocketClosedException exception =
        new SocketClosedException("stream " + localAddress + " to " + remoteAddress + " is closed");
    exception.initCause(cause);
    return exception;
  }
}
