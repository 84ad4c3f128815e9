package jacquard.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock for critical sections of a few dozen instructions, that is the object it guards: lock word
 * and data share a cache line, so that whoever gets the lock has got the data.
 *
 * <p>While it is held: no user code, no waiting. Locks of one class may be held together if they
 * are taken in an order that all agree on.
 */
/*
 * Why not ReentrantLock: a queueing lock wakes the thread that has waited longest. If that is a
 * virtual thread, and the carriers that could run it stand in the queue behind it, nobody moves. Here
 * no thread is chosen: whoever looks first has the lock, and a holder is never unmounted.
 *
 * A strand that finds the lock taken stays away from it for a while, longer each time, instead of
 * asking again and again: each question takes the line away from the holder, and a holder that
 * keeps the line passes many times where it would have passed once. The pauses
 * were chosen on a busy machine, by two rounds of W4 that disagreed: to be measured again.
 *
 * The holder may have lost its core: after PAUSE_MAX a strand lets others run between its attempts.
 *
 * Proved by: SpinLockTest, SpinLockStress; ChannelLawsTest above it.
 */
public class SpinLock {

  private static final int PAUSE_MIN = 32;
  private static final int PAUSE_MAX = 256;

  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Accessed through HELD only. */
  @SuppressWarnings("unused")
  private boolean held;

  /** A lock that is free. */
  public SpinLock() {}

  /** Takes this lock. Not re-entrant. */
  public final void lock() {
    if (!casHeldAcquire()) {
      lockSlow();
    }
  }

  /** Gives this lock back. */
  public final void unlock() {
    // Release: pairs with the acquiring CAS of the next holder. Proved by SpinLockTest.
    HELD.setRelease(this, false);
  }

  @SuppressWarnings("ThreadPriorityCheck") // See above: the holder may have lost its core.
  private void lockSlow() {
    int pause = PAUSE_MIN;
    do {
      for (int i = 0; i < pause; i++) {
        Thread.onSpinWait();
      }
      if (pause < PAUSE_MAX) {
        pause <<= 1;
      } else {
        Thread.yield();
      }
    } while (heldOpaque() || !casHeldAcquire());
  }

  /** Opaque: a hint only, the CAS decides. */
  private boolean heldOpaque() {
    return (boolean) HELD.getOpaque(this);
  }

  /** Acquire: pairs with {@link #unlock}. Proved by SpinLockTest. */
  private boolean casHeldAcquire() {
    return !(boolean) HELD.compareAndExchangeAcquire(this, false, true);
  }
}
