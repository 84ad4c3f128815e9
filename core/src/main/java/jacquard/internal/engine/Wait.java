package jacquard.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wait point: the one object behind every wait. A receive, a lock, a join, a sleep, a read and
 * a select all do the same: <em>register → re-check → park → commit exactly one outcome</em>.
 *
 * <p>The waiting side makes a {@code Wait}, puts it where the other side will find it, looks once
 * more whether it still has to wait, and calls {@link #await}. The other side calls {@link #commit}
 * with what happened; so do the canceller, the timer and the closer. The first wins, everybody else
 * is told {@code false} and must behave as if this wait had never been there.
 */
/*
 * State, in `outcome`:
 *
 *      null ──await──▶ PARKED            own thread, once
 *      null ──commit─▶ an outcome        anybody, once
 *    PARKED ──commit─▶ an outcome        anybody, once; unparks
 *
 * A wait without a stack is never awaited: its unpark is wake(). It begins as PARKED, or becomes it by
 * suspend(), when whoever made it has nothing more to do with it. Once its outcome was seen it may become
 * PARKED once more, by again().
 *
 * I1  An outcome, once set, never changes (but by again(), which makes a new wait of this object).
 * I2  A commit that returned true happens-before the return of await (volatile CAS, volatile read).
 * I3  A parked wait is unparked by whoever commits it; before that, spurious wake-ups re-park.
 *
 * Code behind a wait stands in methods of its own (awake, outcomeOf, awakeUncancelled; Runner.goOn;
 * BoundedChannel.sent). When a hundred thousand tasks park for the first time, the code they park in is
 * compiled before any has come back: the compiler takes each branch behind the park for one that is never
 * taken, and each of those frames, thawed later, costs a deoptimization: they were most of the CPU time of
 * the bench's W6. A call that was never made is compiled as a call. What runs there and in other places,
 * too, has no branch that only a task which has waited takes (Strand.reset), or one that others take early
 * in the same method (RunQueue.popFresh, WaiterQueue.link).
 *
 * Proved by: WaitTest, WaitStress; that code behind a wait is no trap, by verify/run storms.
 */
public class Wait {

  /** The outcome of a wait that its region's cancellation ended. */
  public static final Object CANCELLED = new Sentinel("cancelled");

  /** The outcome of a wait whose time was up. */
  public static final Object TIMED_OUT = new Sentinel("timed out");

  /** The outcome of a wait that happened, where there is nothing more to say. */
  public static final Object DONE = new Sentinel("done");

  private static final Object INTERRUPTED = new Sentinel("interrupted");
  private static final Object PARKED = new Sentinel("parked");

  private static final VarHandle OUTCOME;

  static {
    try {
      OUTCOME = MethodHandles.lookup().findVarHandle(Wait.class, "outcome", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Strand strand;
  private volatile @Nullable Object outcome;

  /** A wait of the strand that makes it. */
  public Wait(Strand strand) {
    this.strand = strand;
  }

  /**
   * A wait for which no thread parks; {@link #wake} tells that it is committed. Made by {@code
   * strand}, which need not be there any more by then.
   */
  protected Wait(Strand strand, boolean stackless) {
    this.strand = strand;
    this.outcome = stackless ? PARKED : null;
  }

  /** Whose wait this is. */
  public final Strand strand() {
    return strand;
  }

  /** Whether the outcome is still open. */
  public final boolean isPending() {
    Object now = outcome;
    return now == null || now == PARKED;
  }

  /**
   * Ends this wait with {@code result}, unless it has ended; tells which. Never blocks; callable
   * from any thread, also before {@link #await}.
   */
  public final boolean commit(Object result) {
    while (true) {
      Object now = outcome;
      if (now != null && now != PARKED) {
        return false;
      }
      if (OUTCOME.compareAndSet(this, now, result)) {
        if (now == PARKED) {
          wake();
        }
        return true;
      }
    }
  }

  /**
   * Parks a wait without a stack, in the place of {@link #await}: from now on {@link #wake} is
   * called. False if it was committed before; then {@link #wake} never is.
   */
  protected final boolean suspend() {
    return OUTCOME.compareAndSet(this, null, PARKED);
  }

  /**
   * Makes a wait without a stack wait once more, for whoever has seen its outcome. Only where
   * nobody else is left who knows of this and would commit it for something of the past.
   */
  public final void again() {
    assert !isPending() : "waits already";
    outcome = PARKED;
  }

  /** Called by whoever commits this wait after it was parked. */
  protected void wake() {
    strand.unpark();
  }

  /** What this wait was committed with; null while it is pending. */
  public final @Nullable Object outcome() {
    Object now = outcome;
    return now == PARKED ? null : now;
  }

  /**
   * Waits until somebody commits, and returns the outcome.
   *
   * @throws InterruptedException if the region was cancelled, or the thread interrupted, first;
   *     then no other commit has succeeded, and none will
   */
  public final Object await() throws InterruptedException {
    strand.setWait(this);
    // Pairs with Cancellation.deliver: it sets the cause, then reads the wait (all volatile).
    if (strand.node().isCancelled()) {
      commit(CANCELLED);
    }
    return outcomeOf(awaitOutcome());
  }

  private Object outcomeOf(Object result) throws InterruptedException {
    if (result == CANCELLED) {
      throw strand.node().interruption();
    }
    if (result == INTERRUPTED) {
      throw new InterruptedException("the thread was interrupted");
    }
    return result;
  }

  /**
   * As {@link #await()}, at most until {@code deadlineNanos} on the engine's clock; then the
   * outcome is {@link #TIMED_OUT}. {@link Context#NEVER} sets no bound.
   */
  public final Object await(long deadlineNanos) throws InterruptedException {
    if (deadlineNanos == Context.NEVER) {
      return await();
    }
    Timer timer = new Expiry(this, deadlineNanos);
    strand.engine().schedule(timer);
    try {
      return await();
    } finally {
      if (outcome != TIMED_OUT) {
        strand.engine().cancel(timer);
      }
    }
  }

  /** Waits until somebody commits; neither cancellation nor interrupts end it. */
  public final Object awaitUncancelled() {
    Cancellation here = strand.switchTo(Cancellation.NONE);
    boolean interrupted = Thread.interrupted();
    strand.setWait(this);
    if (OUTCOME.compareAndSet(this, null, PARKED)) {
      strand.park(this);
    }
    return awakeUncancelled(here, interrupted);
  }

  private Object awakeUncancelled(Cancellation here, boolean wasInterrupted) {
    boolean interrupted = Thread.interrupted() || wasInterrupted;
    while (outcome == PARKED) {
      strand.park(this);
      interrupted |= Thread.interrupted();
    }
    strand.switchTo(here);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return Objects.requireNonNull(outcome);
  }

  private Object awaitOutcome() {
    if (outcome == null && OUTCOME.compareAndSet(this, null, PARKED)) {
      strand.park(this);
      return awake();
    }
    return Objects.requireNonNull(outcome);
  }

  private Object awake() {
    while (outcome == PARKED) {
      if (!Thread.interrupted()) {
        strand.park(this);
      } else if (!commit(INTERRUPTED)) {
        Thread.currentThread().interrupt(); // another outcome was first: the flag stays
      }
    }
    return Objects.requireNonNull(outcome);
  }

  /** Ends a wait when its time is up. */
  private static final class Expiry extends Timer {
    private final Wait wait;

    Expiry(Wait wait, long deadlineNanos) {
      super(deadlineNanos);
      this.wait = wait;
    }

    @Override
    public void fire() {
      wait.commit(TIMED_OUT);
    }
  }

  /** A named constant, for debugging. */
  private static final class Sentinel {
    private final String name;

    Sentinel(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
