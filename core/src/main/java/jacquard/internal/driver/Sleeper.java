package jacquard.internal.driver;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How one platform thread goes to sleep without missing what happens meanwhile: it announces that
 * it will, looks once more, and sleeps; whoever brings news makes them seen first, and then wakes
 * it.
 */
/*
 *              announce                       own thread
 *    AWAKE ───────────────▶ IDLE            parks, or blocks in the selector it polls
 *          ◀───────────────
 *            wake, rise                       anybody; own thread
 *
 * I1  No lost wake-up: the announcement is a volatile write before the last look at the work, the news
 *     are a volatile write before the look at the state. One of the two sees the other.
 * I2  Of all that wake one sleep, one wins and pays for the system call.
 * I3  The counter of idle threads counts those that are not AWAKE.
 */
public final class Sleeper {

  private static final int AWAKE = 0;
  private static final int IDLE = 1;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Sleeper.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Thread thread;
  private final AtomicInteger idle;

  private volatile int state;

  /** What the thread polls; written before, and read after, a volatile access to {@link #state}. */
  private @Nullable Selector polled;

  /**
   * The sleep of {@code thread}.
   *
   * @param idle counts the sleepers that sleep
   */
  public Sleeper(Thread thread, AtomicInteger idle) {
    this.thread = thread;
    this.idle = idle;
  }

  /** Whether the thread sleeps, or is about to. */
  public boolean isIdle() {
    return state != AWAKE;
  }

  /**
   * Announces that the calling thread, this sleeper's, will sleep; it then looks for work once
   * more.
   *
   * @param selector what it will block in, or null if it parks
   */
  public void announce(@Nullable Selector selector) {
    assert state == AWAKE : "asleep already";
    idle.incrementAndGet();
    polled = selector;
    state = IDLE;
  }

  /** Takes the announcement back: own thread, having slept or not. */
  public void rise() {
    if (leaveIdle()) {
      idle.decrementAndGet();
    }
  }

  /** Wakes the thread if it sleeps; true if this call was the one that did. */
  public boolean wake() {
    if (!leaveIdle()) {
      return false;
    }
    idle.decrementAndGet();
    unpark();
    return true;
  }

  /** Ends the thread's sleep, or the next one, early; for one that {@link #wake} failed to end. */
  public void unpark() {
    Selector selector = polled;
    if (selector != null) {
      selector.wakeup();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /** Parks the calling thread, this sleeper's, until it is woken or {@code nanos} have passed. */
  public void park(long nanos) {
    if (state != AWAKE) {
      if (nanos == Long.MAX_VALUE) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, nanos);
      }
    }
  }

  private boolean leaveIdle() {
    return state == IDLE && STATE.compareAndSet(this, IDLE, AWAKE);
  }
}
