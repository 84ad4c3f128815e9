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
 * I4  A region that a strand has left holds no child: all have ended, and a task that somebody keeps
 *     would keep everything that ever ran in it.
 *
 * Entering and leaving are on the way of every task. So a task is claimed by the same CAS that tells
 * cancellers whose strand is in it (tryEnter, entered), and its end is the fence that its leaving
 * needs (leave, left).
 *
 * Proved by: CancellationTest, CancellationStress, ClaimStress.
 */
public abstract class Cancellation {

  /** The region of a strand that is in none: never cancelled. */
  public static final Cancellation NONE = new Never();

  private static final VarHandle CAUSE;
  private static final VarHandle STRAND;
  private static final VarHandle CHILDREN;
  private static final VarHandle SIBLING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CAUSE = lookup.findVarHandle(Cancellation.class, "cause", Object.class);
      STRAND = lookup.findVarHandle(Cancellation.class, "strand", Object.class);
      CHILDREN = lookup.findVarHandle(Cancellation.class, "children", Children.class);
      SIBLING = lookup.findVarHandle(Cancellation.class, "sibling", Cancellation.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Not the strand: whoever keeps a task would keep its thread and stack. */
  private static final Object LEFT = new Object();

  private volatile @Nullable Object cause;

  /** The strand in this region; {@link #LEFT} once it has left one that is entered once. */
  private volatile @Nullable Object strand;

  /** Made with the first child: most regions never have one. */
  private volatile @Nullable Children children;

  /**
   * The next older sibling; written before the push, then by the parent's sweeper only. Release and
   * acquire: a canceller may reach a sibling through a link that the sweeper has just set, without
   * having read the list's head. Proved by CancellationStress.
   */
  @SuppressWarnings("unused")
  private @Nullable Cancellation sibling;

  /** For subclasses. */
  protected Cancellation() {}

  /** Whether this region is over: then it needs no cancelling, and its parent may forget it. */
  protected abstract boolean isEnded();

  /** Whether a cancel of the parent stops here. */
  protected boolean isShield() {
    return false;
  }

  /** About how many children live, if that is known without a look at each; or -1. */
  protected int liveChildren() {
    return -1;
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
    forgetChildren();
  }

  /** Whether a strand is in this region, or was in it last. */
  protected final boolean isEntered() {
    return strand != null;
  }

  /**
   * The first half of {@link #enter}, for a region that is entered once: false if somebody else
   * has. The CAS decides who, and orders the write of the node before the reads of {@link
   * #entered}, which has to follow. One that throws, for want of stack, has not entered.
   */
  protected final boolean tryEnter(Strand strand) {
    Cancellation outer = strand.node();
    boolean mine = false;
    strand.setNodeRelease(this);
    try {
      mine = STRAND.compareAndSet(this, null, strand);
      return mine;
    } finally {
      if (!mine) {
        strand.turnBack(this, outer);
      }
    }
  }

  /** The second half of {@link #tryEnter}. */
  protected final void entered(Strand strand, Cancellation outer) {
    strand.settle(outer, this);
  }

  /** Takes the right to enter this region, for one who never will; true once. */
  protected final boolean claim(Strand strand) {
    return STRAND.compareAndSet(this, null, strand);
  }

  /**
   * The first half of {@link #exit}, for a region that is entered once, and for one who does a
   * volatile write before {@link #left}: that is the fence that a whole exit has of its own.
   */
  protected final void leave(Strand strand, Cancellation outer) {
    strand.setNodeRelease(outer);
    forgetChildren();
  }

  /** The second half of {@link #leave}. */
  protected final void left(Strand strand, Cancellation outer) {
    strand.settle(this, outer);
    STRAND.setRelease(this, LEFT); // a canceller that reads the strand finds it elsewhere
  }

  private void forgetChildren() {
    if (children != null) {
      CHILDREN.setRelease(this, null); // whoever reads the old list finds ended ones in it
    }
  }

  /** Makes {@code child}, not yet started, end with this region. */
  public final void adopt(Cancellation child) {
    if (this == NONE) {
      return;
    }
    Children mine = children;
    if (mine == null) {
      mine = firstChildren();
    }
    mine.add(child, this);
    passOn(child);
  }

  private Children firstChildren() {
    Children fresh = new Children();
    Children there = (Children) CHILDREN.compareAndExchange(this, null, fresh);
    return there == null ? fresh : there;
  }

  /** Cancels {@code child} too, if this region is cancelled. */
  final void passOn(Cancellation child) {
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
      Children all = parent.children;
      Cancellation child = all == null ? null : all.newest();
      for (; child != null; child = child.siblingAcquire()) {
        if (!child.isShield() && !child.isEnded() && child.cancelHere(why)) {
          parents.push(child);
        }
      }
    }
  }

  private void deliver() {
    Object entered = strand;
    if (entered == null) {
      cancelledOutside();
    } else if (entered instanceof Strand inside) {
      deliver(inside);
    }
  }

  private void deliver(Strand inside) {
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

  final @Nullable Cancellation siblingAcquire() {
    return (Cancellation) SIBLING.getAcquire(this);
  }

  final void setSiblingRelease(@Nullable Cancellation older) {
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
