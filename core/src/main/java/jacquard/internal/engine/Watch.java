package jacquard.internal.engine;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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

  private static final Object CLOSED = new Object();

  /** Stale events in a row that a poller which runs what it wakes may ignore. */
  public static final int STALE_MAX = 64;

  private final int readOp;
  private final int staleMax;

  /** How many events in a row were stale; the poller's thread only. */
  private int stale;

  private final AtomicReference<@Nullable Wait> reader = new AtomicReference<>();
  private final AtomicReference<@Nullable Wait> writer = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();
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
    return await(reader, readOp, deadlineNanos);
  }

  /** As {@link #awaitReadable}, until the channel can be written or its pending connection ends. */
  public final boolean awaitWritable(long deadlineNanos) throws IOException, InterruptedException {
    return await(writer, SelectionKey.OP_WRITE, deadlineNanos);
  }

  /**
   * The wait of the task that waits to read now, or null: for time-outs that are kept elsewhere.
   */
  public final @Nullable Wait pendingRead() {
    return reader.get();
  }

  /** As {@link #pendingRead}, of the task that waits to write or to be connected. */
  public final @Nullable Wait pendingWrite() {
    return writer.get();
  }

  private boolean await(AtomicReference<@Nullable Wait> side, int op, long deadlineNanos)
      throws IOException, InterruptedException {
    Wait wait = new Wait(Strand.current());
    if (!side.compareAndSet(null, wait)) {
      throw new IllegalStateException("another task waits for this channel already");
    }
    try {
      if (closed.get()) {
        throw new AsynchronousCloseException();
      }
      if ((armed() & op) == 0) {
        arm(op);
      }
      // A frame less in the memory of each connection that waits without a bound.
      Object outcome = deadlineNanos == Context.NEVER ? wait.await() : wait.await(deadlineNanos);
      if (outcome == CLOSED) {
        throw new AsynchronousCloseException();
      }
      return outcome != Wait.TIMED_OUT;
    } finally {
      side.compareAndSet(wait, null);
    }
  }

  /**
   * Runs {@code action} on the poller's thread when the channel is found readable while nobody
   * waits to read it, which may be a moment after somebody did; null for none. From then on the
   * channel is not looked at until somebody waits or this is called again. The action is short and
   * never blocks.
   */
  public final void onUnattended(@Nullable Runnable action) {
    unattended = action;
    if (action != null && !closed.get() && (armed() & readOp) == 0) {
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
      dropInterest(writer, SelectionKey.OP_WRITE);
    }
  }

  private void readable() {
    if (tell(reader)) {
      stale = 0;
      return;
    }
    boolean isStale = reader.get() != null; // told before, or it has given up
    if (isStale && ++stale <= staleMax) {
      return;
    }
    Runnable action = dropInterest(reader, readOp) ? unattended : null;
    if (action != null) {
      action.run();
    }
  }

  private static boolean tell(AtomicReference<@Nullable Wait> side) {
    Wait wait = side.get();
    return wait != null && wait.commit(Wait.DONE);
  }

  /** False if somebody has begun to wait meanwhile, so that the interest stays. */
  private boolean dropInterest(AtomicReference<@Nullable Wait> side, int op) {
    disarm(op);
    Wait wait = side.get();
    if (wait == null || !wait.isPending()) {
      return true;
    }
    arm(op);
    return false;
  }

  /** Ends this watch and every wait on it; idempotent. Closes the channel's registration only. */
  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      release();
      end(reader.getAndSet(null));
      end(writer.getAndSet(null));
    }
  }

  private static void end(@Nullable Wait wait) {
    if (wait != null) {
      wait.commit(CLOSED);
    }
  }
}
