package jacquard.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A region that can be cancelled: a task, a scope, a time-out, a shield. Regions form a tree;
 * cancelling one cancels all below it, except below a shield. At most one strand is in a region.
 */
/*
 * How a cancel reaches the code. cancel() sets the cause, once, then looks at the strand in the
 * region, under the strand's lock, and only if this region is the innermost one there:
 *   - it waits at a wait point: the wait is committed CANCELLED;
 *   - it runs, or blocks in foreign code: its thread is interrupted.
 * Then the children are cancelled the same way. A region that is entered or adopted later reads the
 * cause itself.
 *
 * I1  The cause, once set, never changes: cancellation is sticky.
 * I2  A thread is interrupted only while it is in a cancelled region: a strand that leaves a region
 *     whose cause is set goes through the strand's lock and takes the interrupt back.
 * I3  Every live child of a cancelled region is cancelled: adopt pushes, then reads the cause; cancel
 *     sets the cause, then reads the list (all volatile).
 *
 * Children are a push-only list. Ended ones are swept out when they may be more than half of it, so
 * that its length stays within twice the live children plus SWEEP_MIN.
 *
 * Proved by: CancellationTest, CancellationStress.
 */
public abstract class Cancellation {

  /** The region of a strand that is in none: never cancelled. */
  public static final Cancellation NONE = new Never();

  private static final int SWEEP_MIN = 64;

  private static final VarHandle CAUSE;
  private static final VarHandle CHILDREN;
  private static final VarHandle SIBLING;
  private static final VarHandle SWEEPING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CAUSE = lookup.findVarHandle(Cancellation.class, "cause", Object.class);
      CHILDREN = lookup.findVarHandle(Cancellation.class, "children", Cancellation.class);
      SIBLING = lookup.findVarHandle(Cancellation.class, "sibling", Cancellation.class);
      SWEEPING = lookup.findVarHandle(Cancellation.class, "sweeping", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Object cause;

  /** The strand in this region: set on entry by the strand itself. */
  private volatile @Nullable Strand strand;

  /** Newest child first. */
  private volatile @Nullable Cancellation children;

  /**
   * The next older sibling; written before the push, then by the parent's sweeper only. Release and
   * acquire: a canceller may reach a sibling through a link that the sweeper has just set, without
   * having read the list's head. Proved by CancellationStress.
   */
  @SuppressWarnings("unused")
  private @Nullable Cancellation sibling;

  /** Length of {@link #children} at which to sweep; only the sweeper writes it. */
  private volatile int sweepAt = SWEEP_MIN;

  /** Whether somebody sweeps. */
  @SuppressWarnings("unused")
  private volatile boolean sweeping;

  /**
   * About the length of {@link #children}; racy, adrift by at most the number of racing adopters.
   */
  private int length;

  /** For subclasses. */
  protected Cancellation() {}

  /** Whether this region is over: then it needs no cancelling, and its parent may forget it. */
  protected abstract boolean isEnded();

  /** Whether a cancel of the parent stops here. */
  protected boolean isShield() {
    return false;
  }

  /** Called when this region is cancelled while no strand is in it: not yet, or not any more. */
  protected void cancelledOutside() {}

  /** What a wait throws in this region once it is cancelled for {@code cause}. */
  protected abstract InterruptedException interruption(Object cause);

  /** Whether this region was cancelled. */
  public final boolean isCancelled() {
    return cause != null;
  }

  /** Why this region was cancelled, or null. */
  public final @Nullable Object cause() {
    return cause;
  }

  /** What a wait throws in this cancelled region; takes back the interrupt that told of it. */
  public final InterruptedException interruption() {
    Thread.interrupted();
    return interruption(Objects.requireNonNull(cause));
  }

  /** Puts {@code strand}, the caller's, into this region; returns the one it was in. */
  public final Cancellation enter(Strand strand) {
    this.strand = strand;
    return strand.switchTo(this);
  }

  /** Puts {@code strand}, the caller's, back where it was before {@link #enter}. */
  public final void exit(Strand strand, Cancellation outer) {
    strand.switchTo(outer);
    this.strand = null;
  }

  /** Makes {@code child}, not yet started, end with this region. */
  public final void adopt(Cancellation child) {
    if (this == NONE) {
      return;
    }
    if (length++ >= sweepAt) {
      sweep();
    }
    push(child, child);
    passOn(child);
  }

  private void push(Cancellation first, Cancellation last) {
    while (true) {
      Cancellation head = children;
      last.setSiblingRelease(head);
      if (CHILDREN.compareAndSet(this, head, first)) {
        return;
      }
    }
  }

  private void passOn(Cancellation child) {
    Object why = cause;
    if (why != null && !child.isShield()) {
      child.cancel(why);
    }
  }

  /**
   * Cancels this region and all below it, unless it was cancelled before; tells which. Never blocks
   * on user code.
   */
  public final boolean cancel(Object why) {
    if (!cancelHere(why)) {
      return false;
    }
    if (children != null) {
      cancelBelow(why);
    }
    return true;
  }

  private boolean cancelHere(Object why) {
    if (cause != null || !CAUSE.compareAndSet(this, null, why)) {
      return false;
    }
    deliver();
    return true;
  }

  /** Without recursion: a tree may be deeper than the stack of the thread that cancels it. */
  private void cancelBelow(Object why) {
    Deque<Cancellation> parents = new ArrayDeque<>();
    for (Cancellation parent = this; parent != null; parent = parents.poll()) {
      for (Cancellation child = parent.children; child != null; child = child.siblingAcquire()) {
        if (!child.isShield() && !child.isEnded() && child.cancelHere(why)) {
          parents.push(child);
        }
      }
    }
  }

  private void deliver() {
    Strand inside = strand;
    if (inside == null) {
      cancelledOutside();
      return;
    }
    inside.lock();
    try {
      if (inside.node() == this) {
        Wait wait = inside.lastWait();
        if (wait == null || !wait.commit(Wait.CANCELLED)) {
          inside.thread().interrupt();
        }
      }
    } finally {
      inside.held = SpinLock.FREE; // not unlock(), which needs room on the stack
    }
  }

  /**
   * Drops the ended children; one thread at a time, the others go on without. A canceller that
   * stands on a dropped child loses its way: it has set the cause by then, which is read at the
   * end.
   */
  private void sweep() {
    if (!SWEEPING.compareAndSet(this, false, true)) {
      return;
    }
    Cancellation first = null;
    Cancellation last = null;
    int kept = 0;
    Cancellation child = (Cancellation) CHILDREN.getAndSet(this, null);
    while (child != null) {
      Cancellation older = child.siblingAcquire();
      if (child.isEnded()) {
        child.setSiblingRelease(null);
      } else {
        if (last == null) {
          first = child;
        } else {
          last.setSiblingRelease(child);
        }
        last = child;
        kept++;
      }
      child = older;
    }
    if (first != null && last != null) {
      push(first, last);
    }
    length = kept;
    sweepAt = Math.max(SWEEP_MIN, 2 * kept);
    SWEEPING.setVolatile(this, false);
    passOnFrom(first);
  }

  private void passOnFrom(@Nullable Cancellation first) {
    if (cause == null) {
      return;
    }
    for (Cancellation child = first; child != null; child = child.siblingAcquire()) {
      passOn(child);
    }
  }

  private @Nullable Cancellation siblingAcquire() {
    return (Cancellation) SIBLING.getAcquire(this);
  }

  private void setSiblingRelease(@Nullable Cancellation older) {
    SIBLING.setRelease(this, older);
  }

  /** The region that ends never. */
  private static final class Never extends Cancellation {
    @Override
    protected boolean isEnded() {
      return false;
    }

    @Override
    protected InterruptedException interruption(Object cause) {
      return new InterruptedException(cause.toString());
    }
  }
}
