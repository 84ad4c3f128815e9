package jacquard.internal.engine;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * One non-blocking channel on an engine's poller: waits until it can be read or written. One thread
 * at a time may wait to read and one to write. The operations themselves are the caller's; a wait
 * may end although they would still do nothing, so callers try again.
 */
/*
 * The poller keeps its interest in reading armed and drops it only when an event finds no reader:
 * a connection that reads in a loop costs one poll a wait and no change of interest.
 *
 *   waiting thread                         poller
 *     reader = wait                          event: reader == null? disarm, then reader != null? arm
 *     interest not armed? arm                       reader.commit(DONE)? it will read
 *     wait.await()                                  it goes on, and has not got there yet: stale
 *     reader = null                            disarmed, and there is an action? run it
 *
 * A wait without a stack is left as the reader by beginRead, and taken out by endRead.
 *
 * An event is stale if the one who waited has an outcome (was told, timed out, cancelled) and has
 * not run since. A poller that sees one leaves it at that: where it runs the tasks it wakes, the task
 * is about to read, and to change the interest twice would cost more than all the rest of the
 * wait. Where others run them, or after STALE_MAX such events, it disarms: it would poll in vain.
 *
 * I1  reader, unattended and the armed interest are volatile; each side writes its own and then reads
 *     the other's: neither a wait nor an action is left with the interest disarmed.
 *
 * Proved by: WatchTest, WatchStress; EngineContractTest over the engines.
 */
public abstract class Watch implements AutoCloseable {

  private static final Object CLOSED_OUTCOME = new Object();

  private static final VarHandle READER;
  private static final VarHandle WRITER;
  private static final VarHandle CLOSED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      READER = lookup.findVarHandle(Watch.class, "reader", Wait.class);
      WRITER = lookup.findVarHandle(Watch.class, "writer", Wait.class);
      CLOSED = lookup.findVarHandle(Watch.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Stale events in a row that a poller which runs what it wakes may ignore. */
  public static final int STALE_MAX = 64;

  private final int readOp;
  private final int staleMax;

  /** How many events in a row were stale; the poller's thread only. */
  private int stale;

  private volatile @Nullable Wait reader;
  private volatile @Nullable Wait writer;
  private volatile boolean closed;
  private volatile @Nullable Runnable unattended;

  /**
   * For engines.
   *
   * @param readOp what "can be read" means: {@link SelectionKey#OP_READ} or {@link
   *     SelectionKey#OP_ACCEPT}
   * @param staleMax how many stale events in a row the poller ignores: {@link #STALE_MAX} if it is
   *     a thread that runs the tasks it wakes, else 0
   */
  protected Watch(int readOp, int staleMax) {
    this.readOp = readOp;
    this.staleMax = staleMax;
  }

  /** The operations that the poller looks for now. */
  protected abstract int armed();

  /** Makes the poller look for {@code ops} too; any thread. */
  protected abstract void arm(int ops);

  /** Makes the poller look for {@code ops} no more; poller's thread. */
  protected abstract void disarm(int ops);

  /** Takes the channel off the poller; called once. */
  protected abstract void release();

  /**
   * Waits until the channel can be read (or accepts), at most until {@code deadlineNanos}.
   *
   * @return false if the time was up first
   * @throws AsynchronousCloseException if this watch is closed
   */
  public final boolean awaitReadable(long deadlineNanos) throws IOException, InterruptedException {
    return await(readOp, deadlineNanos);
  }

  /** As {@link #awaitReadable}, until the channel can be written or its pending connection ends. */
  public final boolean awaitWritable(long deadlineNanos) throws IOException, InterruptedException {
    return await(SelectionKey.OP_WRITE, deadlineNanos);
  }

  /**
   * The wait of the task that waits to read now, or null: for time-outs that are kept elsewhere.
   */
  public final @Nullable Wait pendingRead() {
    return reader;
  }

  /** As {@link #pendingRead}, of the task that waits to write or to be connected. */
  public final @Nullable Wait pendingWrite() {
    return writer;
  }

  private boolean await(int op, long deadlineNanos) throws IOException, InterruptedException {
    Wait wait = new Wait(Strand.current());
    enlist(op, wait);
    try {
      look(op);
      // A frame less in the memory of each connection that waits without a bound.
      Object outcome = deadlineNanos == Context.NEVER ? wait.await() : wait.await(deadlineNanos);
      if (outcome == CLOSED_OUTCOME) {
        throw new AsynchronousCloseException();
      }
      return outcome != Wait.TIMED_OUT;
    } finally {
      casWaiting(op, wait, null);
    }
  }

  private void enlist(int op, Wait wait) {
    if (!casWaiting(op, null, wait)) {
      throw new IllegalStateException("another task waits for this channel already");
    }
  }

  /** Has the poller look for {@code op}; a watch that is closed is one that nobody tells. */
  private void look(int op) throws AsynchronousCloseException {
    if (closed) {
      throw new AsynchronousCloseException();
    }
    if ((armed() & op) == 0) {
      arm(op);
    }
  }

  /**
   * Begins what {@link #awaitReadable} does, for a wait without a stack: it is committed {@link
   * Wait#DONE} when the channel can be read, with something else if this watch is closed. {@link
   * #endRead} must follow, when it was committed.
   *
   * @throws AsynchronousCloseException if this watch is closed; then the wait has not begun
   */
  public final void beginRead(Wait wait) throws AsynchronousCloseException {
    enlist(readOp, wait);
    try {
      look(readOp);
    } catch (AsynchronousCloseException e) {
      endRead(wait);
      throw e;
    }
  }

  /** Ends what {@link #beginRead} began; any thread. */
  public final void endRead(Wait wait) {
    casWaiting(readOp, wait, null);
  }

  /**
   * Runs {@code action} on the poller's thread when the channel is found readable while nobody
   * waits to read it, which may be a moment after somebody did; null for none. From then on the
   * channel is not looked at until somebody waits or this is called again. The action is short and
   * never blocks.
   */
  public final void onUnattended(@Nullable Runnable action) {
    unattended = action;
    if (action != null && !closed && (armed() & readOp) == 0) {
      arm(readOp);
    }
  }

  /** Tells this watch what its channel is ready for; poller's thread. */
  public final void ready(int ops) {
    if ((ops & readOp) != 0) {
      readable();
    }
    if ((ops & SelectionKey.OP_WRITE) != 0) {
      tell(writer);
      dropInterest(SelectionKey.OP_WRITE);
    }
  }

  private void readable() {
    if (tell(reader)) {
      stale = 0;
      return;
    }
    boolean isStale = reader != null; // told before, or it has given up
    if (isStale && ++stale <= staleMax) {
      return;
    }
    Runnable action = dropInterest(readOp) ? unattended : null;
    if (action != null) {
      action.run();
    }
  }

  private static boolean tell(@Nullable Wait wait) {
    return wait != null && wait.commit(Wait.DONE);
  }

  /** False if somebody has begun to wait meanwhile, so that the interest stays. */
  private boolean dropInterest(int op) {
    disarm(op);
    Wait wait = op == SelectionKey.OP_WRITE ? writer : reader;
    if (wait == null || !wait.isPending()) {
      return true;
    }
    arm(op);
    return false;
  }

  /** Ends this watch and every wait on it; idempotent. Closes the channel's registration only. */
  @Override
  public final void close() {
    if (CLOSED.compareAndSet(this, false, true)) {
      release();
      end(readOp, reader);
      end(SelectionKey.OP_WRITE, writer);
    }
  }

  private void end(int op, @Nullable Wait wait) {
    if (wait != null && casWaiting(op, wait, null)) {
      wait.commit(CLOSED_OUTCOME);
    }
  }

  private boolean casWaiting(int op, @Nullable Wait from, @Nullable Wait to) {
    return op == SelectionKey.OP_WRITE
        ? WRITER.compareAndSet(this, from, to)
        : READER.compareAndSet(this, from, to);
  }
}
