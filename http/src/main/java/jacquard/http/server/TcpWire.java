package jacquard.http.server;

import jacquard.http.HttpTimeouts;
import jacquard.http.h1.Wire;
import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Strand;
import jacquard.net.TcpStream;
import jacquard.task.CancelReason;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A TCP stream as the wire of a connection; sees that the client goes away, and ends when idle. */
/*
 *   accepted ─▶ IDLE ──endIfIdle──▶ ENDED
 *              │   ▲
 *       beginTurn  endTurn
 *              ▼   │
 *             SERVING
 *      │ ▲
 *      ▼ └──endHandling──┐
 *   HANDLING ◀──────────▶ BORROWED       by the probe, on the poller's thread, or by FlushAlarm
 *
 * While a handler runs, nobody reads, and the poller calls the probe if something arrives. It reads:
 * the end, or a failure, cancels the task; octets (the client pipelines, or sends a body) are kept
 * for the next read, up to a limit. Behind that the end can't be seen: the JDK's selectors do not
 * tell that a connection was reset from that it has octets to read. The probe stays set from one
 * request to the next, so a request whose handler does not wait costs two transitions and nothing
 * else.
 *
 * I1  `early`, and the responses gathered, belong to who borrowed them in BORROWED, to nobody in
 *     HANDLING, and to the connection's task in every other state.
 * I2  In HANDLING, unless `early` is full, the probe is set: a probe that finds another state writes
 *     isProbeSet = false first; beginHandling writes HANDLING, then reads isProbeSet (all volatile).
 * I3  Only the IDLE → ENDED transition closes a connection under its task, so no request that was
 *     seen is lost by it.
 * I4  No connection is idle after a drain has said that none may: it says so, then ends the idle ones;
 *     a connection becomes IDLE, then asks (all volatile).
 *
 * Proved by: TcpWireTest, ClientGoneTest, DrainTest, BadInputTest.
 */
final class TcpWire implements Wire {
  private static final System.Logger LOG = System.getLogger("jacquard.http");

  private enum State {
    SERVING,
    HANDLING,
    BORROWED,
    IDLE,
    ENDED
  }

  private static final VarHandle STATE;
  private static final VarHandle IN_FLIGHT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(TcpWire.class, "state", State.class);
      IN_FLIGHT = lookup.findVarHandle(TcpWire.class, "isInFlight", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final TcpStream stream;
  private final BooleanSupplier noneMayIdle;
  private volatile State state = State.IDLE;

  /** Of the connection's task; written before the state becomes HANDLING. */
  private Cancellation region = Cancellation.NONE;

  private volatile boolean isProbeSet;

  /** Written by the task in release mode: others only count, and need no order with anything. */
  private volatile boolean isInFlight;

  /** What the probe has read and nobody has taken; made by the first probe. */
  private @Nullable EarlyOctets early;

  /**
   * A wire over that stream, idle.
   *
   * @param noneMayIdle whether a connection that would wait for a request is to end instead; set
   *     before {@link #endIfIdle} is called
   */
  TcpWire(TcpStream stream, HttpTimeouts timeouts, BooleanSupplier noneMayIdle) {
    this.stream = stream;
    this.noneMayIdle = noneMayIdle;
    stream.setReadTimeout(timeouts.idle());
    stream.setWriteTimeout(timeouts.write());
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException, InterruptedException {
    boolean isHandling = beginRead();
    try {
      EarlyOctets kept = early;
      if (kept != null && !kept.isEmpty()) {
        return kept.take(octets, offset, length);
      }
      return stream.read(octets, offset, length);
    } finally {
      endRead(isHandling);
    }
  }

  @Override
  public int tryRead(byte[] octets, int offset, int length) throws IOException {
    return stream.tryRead(octets, offset, length);
  }

  @Override
  public int tryRead(ByteBuffer octets) throws IOException {
    boolean isHandling = beginRead();
    try {
      EarlyOctets kept = early;
      if (kept != null && !kept.isEmpty()) {
        return kept.take(octets);
      }
      return stream.tryRead(octets);
    } finally {
      endRead(isHandling);
    }
  }

  /** Keeps the probe away; tells whether there was one. */
  private boolean beginRead() {
    boolean isHandling = state == State.HANDLING || state == State.BORROWED;
    if (isHandling) {
      unwatch();
    }
    return isHandling;
  }

  private void endRead(boolean isHandling) throws IOException {
    if (isHandling) {
      watch();
    }
  }

  @Override
  public boolean hasOctets() {
    assert state != State.HANDLING && state != State.BORROWED : "what is kept is the probe's";
    EarlyOctets kept = early;
    return kept != null && !kept.isEmpty();
  }

  /** The connection's task is there; false if the connection was ended before. */
  boolean beginTurn() {
    return casState(State.IDLE, State.SERVING);
  }

  /** The task has nothing to do until octets come; false if the connection ends instead. */
  boolean endTurn() {
    assert !hasOctets() : "a request would wait for the next";
    early = null;
    state = State.IDLE;
    return !endIfNoneMayIdle();
  }

  /** Pairs with the drain: see I4. True if the connection is not idle any more. */
  boolean endIfNoneMayIdle() {
    if (noneMayIdle.getAsBoolean()) {
      endIfIdle();
    }
    return state == State.ENDED;
  }

  /** Closes the connection if it is idle; any thread. */
  void endIfIdle() {
    if (casState(State.IDLE, State.ENDED)) {
      close();
    }
  }

  @Override
  public void write(ByteBuffer octets) throws IOException, InterruptedException {
    stream.write(octets);
  }

  @Override
  public void write(ByteBuffer head, ByteBuffer body) throws IOException, InterruptedException {
    stream.write(head, body);
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
    setInFlightRelease(true);
    region = Strand.current().node();
    watch();
  }

  @Override
  public void endHandling() {
    unwatch();
  }

  @Override
  public void endRequest() {
    setInFlightRelease(false);
  }

  private void setInFlightRelease(boolean to) {
    IN_FLIGHT.setRelease(this, to);
  }

  /** Whether a request is being answered; any thread. */
  boolean isInFlight() {
    return isInFlight;
  }

  private void watch() throws IOException {
    state = State.HANDLING;
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
    while (!casState(State.HANDLING, State.SERVING)) {
      if (state == State.SERVING) {
        throw new IllegalStateException(
            "body is read by another task, which must end before the handler does");
      }
      // Whoever borrowed it is at one system call that never blocks.
      Thread.onSpinWait();
    }
  }

  @Override
  public boolean tryBorrow() {
    while (!casState(State.HANDLING, State.BORROWED)) {
      if (state != State.BORROWED) {
        return false;
      }
      Thread.onSpinWait(); // As above.
    }
    return true;
  }

  @Override
  public void giveBack() {
    state = State.HANDLING;
  }

  /** On the poller's thread, once for each time it is set. */
  private void probe() {
    isProbeSet = false;
    if (!tryBorrow()) {
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
      giveBack();
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

  private boolean casState(State from, State to) {
    return STATE.compareAndSet(this, from, to);
  }
}
