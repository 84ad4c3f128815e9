package jacquard.http.server;

import jacquard.http.HttpTimeouts;
import jacquard.http.h1.Wire;
import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Strand;
import jacquard.net.SocketClosedException;
import jacquard.net.TcpStream;
import jacquard.task.CancelReason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A TCP stream as the wire of a connection; sees that the client goes away, and ends when idle. */
/*
 *            ┌──awaitRequest──▶ IDLE ──endIfIdle──▶ ENDED
 *   SERVING ◀┴───octets───────────┘
 *      │ ▲
 *      ▼ └──endHandling──┐
 *   HANDLING ◀──────────▶ PROBING        the probe, on the poller's thread
 *
 * While a handler runs, nobody reads, and the poller calls the probe if something arrives. It reads:
 * the end, or a failure, cancels the task; octets (the client pipelines, or sends a body) are kept
 * for the next read, up to a limit. Behind that the end can't be seen: the JDK's selectors do not
 * tell that a connection was reset from that it has octets to read. The probe stays set from one
 * request to the next, so a request whose handler does not wait costs two transitions and nothing
 * else.
 *
 * I1  `early` belongs to the probe in PROBING and to the connection's task in every other state.
 * I2  In HANDLING, unless `early` is full, the probe is set: a probe that finds another state writes
 *     isProbeSet = false first; beginHandling writes HANDLING, then reads isProbeSet (all volatile).
 * I3  Only the IDLE → ENDED transition closes a connection under its task, so no request that was
 *     seen is lost by it.
 *
 * Proved by: ClientGoneTest, DrainTest, BadInputTest.
 */
final class TcpWire implements Wire {
  private static final System.Logger LOG = System.getLogger("jacquard.http");

  private enum State {
    SERVING,
    HANDLING,
    PROBING,
    IDLE,
    ENDED
  }

  private final TcpStream stream;
  private final Cancellation region;
  private final BooleanSupplier noneMayIdle;
  private final AtomicReference<State> state = new AtomicReference<>(State.SERVING);
  private volatile boolean isProbeSet;
  private volatile boolean isInFlight;

  /** What the probe has read and nobody has taken; made by the first probe. */
  private @Nullable EarlyOctets early;

  /**
   * A wire over that stream, for the task that calls this.
   *
   * @param noneMayIdle whether a connection that would wait for a request is to end instead; set
   *     before {@link #endIfIdle} is called
   */
  TcpWire(TcpStream stream, HttpTimeouts timeouts, BooleanSupplier noneMayIdle) {
    this.stream = stream;
    this.noneMayIdle = noneMayIdle;
    this.region = Strand.current().node();
    stream.setWriteTimeout(timeouts.write());
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException, InterruptedException {
    boolean isHandling = state.get() == State.HANDLING || state.get() == State.PROBING;
    if (isHandling) {
      unwatch();
    }
    try {
      EarlyOctets kept = early;
      if (kept != null && !kept.isEmpty()) {
        return kept.take(octets, offset, length);
      }
      return stream.read(octets, offset, length);
    } finally {
      if (isHandling) {
        watch();
      }
    }
  }

  @Override
  public boolean awaitRequest() throws IOException, InterruptedException {
    EarlyOctets kept = early;
    if (kept != null) {
      if (!kept.isEmpty()) {
        return true;
      }
      early = null;
    }
    if (!state.compareAndSet(State.SERVING, State.IDLE)) {
      return false;
    }
    // Pairs with the drain: it says so, then looks for idle connections.
    if (noneMayIdle.getAsBoolean()) {
      endIfIdle();
      return false;
    }
    try {
      stream.awaitReadable();
    } catch (SocketClosedException e) {
      if (state.get() == State.ENDED) {
        return false;
      }
      throw e;
    }
    return state.compareAndSet(State.IDLE, State.SERVING);
  }

  /** Closes the connection if it waits for a request; any thread. */
  void endIfIdle() {
    if (state.compareAndSet(State.IDLE, State.ENDED)) {
      close();
    }
  }

  @Override
  public void write(byte[] octets, int offset, int length)
      throws IOException, InterruptedException {
    stream.write(octets, offset, length);
  }

  @Override
  public int tryWrite(byte[] octets, int offset, int length) throws IOException {
    return stream.tryWrite(ByteBuffer.wrap(octets, offset, length));
  }

  @Override
  public void readTimeout(Duration each) {
    stream.setReadTimeout(each);
  }

  @Override
  public void readDeadline(@Nullable Duration fromNow) {
    if (fromNow == null) {
      stream.clearReadDeadline();
    } else {
      stream.setReadDeadline(fromNow);
    }
  }

  @Override
  public void beginHandling() throws IOException {
    isInFlight = true;
    watch();
  }

  @Override
  public void endHandling() {
    unwatch();
    isInFlight = false;
  }

  /** Whether a request is being answered; any thread. */
  boolean isInFlight() {
    return isInFlight;
  }

  private void watch() throws IOException {
    state.set(State.HANDLING);
    if (!isProbeSet) {
      setProbe();
    }
  }

  private void setProbe() throws IOException {
    EarlyOctets kept = early;
    if (kept == null || !kept.isFull()) {
      isProbeSet = true;
      stream.onUnattended(this::probe);
    }
  }

  private void unwatch() {
    while (!state.compareAndSet(State.HANDLING, State.SERVING)) {
      if (state.get() == State.SERVING) {
        throw new IllegalStateException(
            "body is read by another task, which must end before the handler does");
      }
      // The probe is at one system call that never blocks.
      Thread.onSpinWait();
    }
  }

  /** On the poller's thread, once for each time it is set. */
  private void probe() {
    isProbeSet = false;
    if (!state.compareAndSet(State.HANDLING, State.PROBING)) {
      return;
    }
    try {
      EarlyOctets kept = early;
      if (kept == null) {
        kept = new EarlyOctets();
        early = kept;
      }
      if (stream.tryRead(kept.room()) < 0) {
        region.cancel(new CancelReason.Asked("the client closed the connection"));
      } else {
        setProbe();
      }
    } catch (IOException e) {
      region.cancel(new CancelReason.Asked("the connection to the client broke: " + e));
    } finally {
      state.set(State.HANDLING);
    }
  }

  @Override
  public void endOutput() throws IOException {
    stream.shutdownOutput();
  }

  @Override
  public void abort() {
    try {
      stream.abort();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> stream + " was not aborted cleanly: " + e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> stream + " was not closed cleanly: " + e);
    }
  }

  @Override
  public InetSocketAddress peer() {
    return stream.remoteAddress();
  }
}
