package jacquard.net;

import jacquard.internal.engine.Context;
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
 * How it works. The channel is non-blocking. An operation is tried first and waits for readiness only
 * when it would block; the watch is made at the first such wait, on the engine of the task that waits.
 * A read that did not fill its buffer has emptied the socket: the next one waits first (readiness is
 * level-triggered, so what came in between ends the wait at once) and saves the vain system call.
 *
 * Who may touch what: `drained` and `readView` belong to the holder of `reading`; `writeView` and
 * `gather` to the holder of `writing`; `watch` and `closed` are written under `this`, which is held
 * for no system call but the watch's registration; `unattended` is guarded by `probeLock`, which is
 * held while the probe runs.
 *
 * Proved by: TcpStreamTest, TcpCancelTest, TcpTimeoutTest, over both engines.
 */
public final class TcpStream implements ByteSource, ByteSink, AutoCloseable {

  /** How long {@link #connect(InetSocketAddress)} waits: 30 s. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Bytes given to one system call. The JDK copies a heap buffer to a cached direct one before it
   * writes: without this limit, all of a large buffer for each part of it that goes out.
   */
  private static final int CALL_BYTES_MAX = 128 * 1024;

  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final InetSocketAddress localAddress;
  private final InetSocketAddress remoteAddress;

  private final Turn reading = new Turn();
  private final Turn writing = new Turn();
  private final Patience readPatience = new Patience(this::pendingRead);
  private final Patience writePatience = new Patience(this::pendingWrite);

  private boolean drained;
  private @Nullable ByteBuffer readView;
  private @Nullable ByteBuffer writeView;
  private ByteBuffer @Nullable [] gather;

  private volatile @Nullable Watch watch;
  private volatile boolean closed;

  private final Object probeLock = new Object();
  private final Runnable unattendedRead = this::runProbe;
  private @Nullable Runnable unattended;

  /**
   * A stream over a connected, non-blocking channel.
   *
   * @param watch the channel's, if it was watched while it connected
   */
  TcpStream(SocketChannel channel, @Nullable Watch watch) throws IOException {
    this.channel = channel;
    this.watch = watch;
    this.localAddress = (InetSocketAddress) channel.getLocalAddress();
    this.remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /**
   * Connects to {@code address}, waiting up to {@link #CONNECT_TIMEOUT}.
   *
   * @throws java.net.ConnectException if the peer refused
   * @throws SocketTimeoutException if it did not answer in time
   * @throws IOException if the address can't be resolved or reached
   * @throws InterruptedException if the task was cancelled first; nothing stays open
   */
  public static TcpStream connect(InetSocketAddress address)
      throws IOException, InterruptedException {
    return connect(address, CONNECT_TIMEOUT);
  }

  /** As {@link #connect(InetSocketAddress)}, waiting up to {@code timeout}. */
  public static TcpStream connect(InetSocketAddress address, Duration timeout)
      throws IOException, InterruptedException {
    return new TcpConnect(address, timeout).run();
  }

  /** The address and port of this side. */
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  /** The address and port of the peer. */
  public InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  /** Whether neither {@link #close} nor {@link #abort} was called; tells nothing of the peer. */
  public boolean isOpen() {
    return !closed;
  }

  // Reading.

  @Override
  public int read(ByteBuffer into) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    reading.enter("reads");
    try {
      return into.hasRemaining() ? readSome(strand, into) : 0;
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    } finally {
      reading.leave();
    }
  }

  /**
   * As {@link #read(ByteBuffer)}, into {@code length} bytes of {@code into} from {@code offset} on.
   */
  public int read(byte[] into, int offset, int length) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    Objects.checkFromIndexSize(offset, length, into.length);
    reading.enter("reads");
    try {
      ByteBuffer view = view(readView, into, offset, length);
      readView = view;
      return length > 0 ? readSome(strand, view) : 0;
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    } finally {
      reading.leave();
    }
  }

  private int readSome(Strand strand, ByteBuffer into) throws IOException, InterruptedException {
    while (true) {
      if (!drained) {
        int count = readOnce(into);
        if (count != 0) {
          return count;
        }
      }
      awaitReadable(strand);
      drained = false;
    }
  }

  private int readOnce(ByteBuffer into) throws IOException {
    int room = into.remaining();
    int count = channel.read(into);
    drained = count >= 0 && count < room;
    return count;
  }

  /**
   * Reads what is there, without waiting and from any thread: for a probe of {@link #onUnattended}.
   *
   * @return the number of bytes read; -1 at the end; 0 if there is nothing, {@code into} has no
   *     room, or a task reads at this moment
   * @throws IOException if the connection failed or was closed
   */
  public int tryRead(ByteBuffer into) throws IOException {
    if (!reading.tryEnter()) {
      return 0;
    }
    try {
      return into.hasRemaining() ? readOnce(into) : 0;
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    } finally {
      reading.leave();
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
    reading.enter("reads");
    try {
      forgetArrays();
      awaitReadable(strand);
      drained = false;
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    } finally {
      reading.leave();
    }
  }

  private void forgetArrays() {
    readView = null;
    if (writing.tryEnter()) {
      writeView = null;
      writing.leave();
    }
  }

  private void awaitReadable(Strand strand) throws IOException, InterruptedException {
    Watch ready = watch();
    boolean inTime = readPatience.begin(strand.engine());
    try {
      inTime = inTime && ready.awaitReadable(Context.NEVER);
    } finally {
      readPatience.end();
    }
    if (!inTime) {
      throw new SocketTimeoutException(
          "read timed out: " + remoteAddress + " sent nothing" + limit(readPatience));
    }
  }

  // Writing.

  @Override
  public void write(ByteBuffer from) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    writing.enter("writes");
    try {
      writeAll(strand, from);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    } finally {
      writing.leave();
    }
  }

  /**
   * As {@link #write(ByteBuffer)}, of {@code length} bytes of {@code from} from {@code offset} on.
   */
  public void write(byte[] from, int offset, int length) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    Objects.checkFromIndexSize(offset, length, from.length);
    writing.enter("writes");
    try {
      ByteBuffer view = view(writeView, from, offset, length);
      writeView = view;
      writeAll(strand, view);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    } finally {
      writing.leave();
    }
  }

  /**
   * Writes all of {@code head}, then all of {@code body}, in one system call if the socket takes
   * them: one packet for a short message in two parts.
   *
   * <p>After an exception the positions of both tell what went out; calling again goes on from
   * there.
   */
  public void write(ByteBuffer head, ByteBuffer body) throws IOException, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    writing.enter("writes");
    try {
      while (head.hasRemaining()) {
        if (!gatherOnce(head, body)) {
          awaitWritable(strand);
        }
      }
      writeAll(strand, body);
    } catch (ClosedChannelException e) {
      throw closedBy(e);
    } finally {
      writing.leave();
    }
  }

  private void writeAll(Strand strand, ByteBuffer from) throws IOException, InterruptedException {
    while (from.hasRemaining()) {
      if (!writeOnce(from)) {
        awaitWritable(strand);
      }
    }
  }

  /** One system call; false if the socket took less than it was offered. */
  private boolean writeOnce(ByteBuffer from) throws IOException {
    int limit = from.limit();
    int offered = Math.min(from.remaining(), CALL_BYTES_MAX);
    try {
      return channel.write(from.limit(from.position() + offered)) == offered;
    } finally {
      from.limit(limit);
    }
  }

  /** As {@link #writeOnce}, of two buffers. */
  private boolean gatherOnce(ByteBuffer head, ByteBuffer body) throws IOException {
    int headLimit = head.limit();
    int bodyLimit = body.limit();
    int fromHead = Math.min(head.remaining(), CALL_BYTES_MAX);
    int fromBody = fromHead < head.remaining() ? 0 : Math.min(body.remaining(), CALL_BYTES_MAX);
    ByteBuffer[] both = gather;
    if (both == null) {
      both = new ByteBuffer[2];
      gather = both;
    }
    both[0] = head.limit(head.position() + fromHead);
    both[1] = body.limit(body.position() + fromBody);
    try {
      return channel.write(both, 0, 2) == fromHead + fromBody;
    } finally {
      head.limit(headLimit);
      body.limit(bodyLimit);
      both[0] = NO_BYTES;
      both[1] = NO_BYTES;
    }
  }

  private void awaitWritable(Strand strand) throws IOException, InterruptedException {
    Watch ready = watch();
    boolean inTime = writePatience.begin(strand.engine());
    try {
      inTime = inTime && ready.awaitWritable(Context.NEVER);
    } finally {
      writePatience.end();
    }
    if (!inTime) {
      throw new SocketTimeoutException(
          "write timed out: " + remoteAddress + " took nothing" + limit(writePatience));
    }
  }

  private static String limit(Patience patience) {
    long nanos = patience.timeoutNanos();
    return nanos == 0
        ? " before the deadline"
        : " for " + Duration.ofNanos(nanos).toMillis() + " ms";
  }

  /** The view of an array that was used last, if it is of this one: no allocation a call. */
  private static ByteBuffer view(@Nullable ByteBuffer last, byte[] array, int offset, int length) {
    if (last != null && last.arrayOffset() == 0 && last.array() == array) {
      return last.limit(offset + length).position(offset);
    }
    return ByteBuffer.wrap(array, offset, length);
  }

  // Settings.

  /**
   * Limits each wait of a read for bytes to {@code timeout}; {@link Duration#ZERO} for no limit.
   * Holds from the next wait on.
   *
   * @throws IllegalArgumentException if {@code timeout} is negative
   */
  public void setReadTimeout(Duration timeout) {
    readPatience.setTimeout(Durations.nanos("read time-out", timeout));
  }

  /** As {@link #setReadTimeout}, for each wait of a write until the socket takes bytes again. */
  public void setWriteTimeout(Duration timeout) {
    writePatience.setTimeout(Durations.nanos("write time-out", timeout));
  }

  /**
   * Limits all reads from now on together: those that still wait {@code fromNow} later time out.
   * Holds from the next wait on, until it is set anew or {@link #clearReadDeadline cleared}, and
   * applies beside the time-out.
   *
   * @throws IllegalArgumentException if {@code fromNow} is negative
   */
  public void setReadDeadline(Duration fromNow) {
    long nanos = Durations.nanos("read deadline", fromNow);
    readPatience.setDeadline(Strand.current().engine().nanoTime() + nanos);
  }

  /** Takes {@link #setReadDeadline} back. */
  public void clearReadDeadline() {
    readPatience.setDeadline(Context.NEVER);
  }

  /**
   * Whether small writes go out at once (true, as at first), or wait for the peer's acknowledgement
   * of earlier ones, to be sent in fewer packets.
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
   * @throws IOException if this stream is closed
   */
  public void onUnattended(@Nullable Runnable probe) throws IOException {
    synchronized (probeLock) {
      unattended = probe;
    }
    if (probe != null) {
      if (closed) {
        throw closedBy(new ClosedChannelException());
      }
      watch().onUnattended(unattendedRead);
    }
  }

  /**
   * On the poller's thread. The lock is held while the probe runs, so that a task can tell for sure
   * when it no longer does; the probe never waits (its contract), so nobody waits long for the
   * lock.
   */
  private void runProbe() {
    synchronized (probeLock) {
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
   */
  @Override
  public void close() throws IOException {
    Watch registered;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      registered = watch;
    }
    try {
      channel.close();
    } finally {
      if (registered != null) {
        registered.close();
      }
      readPatience.close();
      writePatience.close();
    }
  }

  /** As {@link #close}, but drops what is not delivered yet: the peer gets a reset. */
  public void abort() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    close();
  }

  @Override
  public String toString() {
    return "TcpStream[" + localAddress + " to " + remoteAddress + (closed ? ", closed]" : "]");
  }

  private Watch watch() throws IOException {
    Watch made = watch;
    return made != null ? made : register();
  }

  private synchronized Watch register() throws IOException {
    Watch made = watch;
    if (made == null) {
      if (closed) {
        throw closedBy(new ClosedChannelException());
      }
      made = Strand.current().engine().watch(channel);
      watch = made;
    }
    return made;
  }

  /** The wait of the task that reads; for tests too, which have no other way to see it wait. */
  @Nullable Wait pendingRead() {
    Watch made = watch;
    return made == null ? null : made.pendingRead();
  }

  @Nullable Wait pendingWrite() {
    Watch made = watch;
    return made == null ? null : made.pendingWrite();
  }

  private IOException closedBy(ClosedChannelException cause) {
    // With this side open the output was shut down: the JDK says so by the same class.
    if (!closed || cause instanceof SocketClosedException) {
      return cause;
    }
    SocketClosedException exception =
        new SocketClosedException("stream " + localAddress + " to " + remoteAddress + " is closed");
    exception.initCause(cause);
    return exception;
  }
}
