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
 * The holder may have lost its core: after PAUSE_MAX a strand lets others run between its attempts. Not
 * so one that holds another lock: unmounted, it would be such a holder that stands in a queue. The JDK's
 * scheduler may leave it there for ever, behind those that want its lock, yield, and are queued again.
 *
 * When the stack runs out while a lock is held: the compiler may have taken lock() into the caller,
 * where it needs no room, but not unlock(), least of all in a `finally` that never ran before. Then
 * the `finally` overflows too, and the lock is held for ever. So a write of the field, which needs no
 * room, gives back the locks that every StackOverflowError passes on its way up (Cancellation.deliver,
 * Strand.switchTo), and those that all threads share (Timers). The others stay as they are: a channel
 * or a permit pool whose section was cut in half is lost with its invariants, lock or no lock.
 *
 * Proved by: SpinLockTest, CancellationTest, SpinLockStress; ChannelLawsTest above it.
 */
public class SpinLock {

  /** What {@link #held} is while nobody holds this lock. */
  protected static final int FREE = 0;

  private static final int TAKEN = 1;

  private static final int PAUSE_MIN = 32;
  private static final int PAUSE_MAX = 256;

  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * FREE or TAKEN. Accessed through HELD, but where the stack may have run out: there {@code held =
   * FREE} gives the lock back without a call. Not a boolean, whose VarHandle calls once more after
   * the CAS: a {@link #lock} that throws has not taken the lock.
   */
  @SuppressWarnings("unused")
  protected volatile int held;

  /** A lock that is free. */
  public SpinLock() {}

  /** Takes this lock. Not re-entrant. */
  public final void lock() {
    if (!casHeldAcquire()) {
      lockSlow();
    }
  }

  /** As {@link #lock}, for one who holds others: waits without leaving its carrier. */
  public final void lockFurther() {
    while (isHeld() || !casHeldAcquire()) {
      Thread.onSpinWait();
    }
  }

  /** Gives this lock back. */
  public final void unlock() {
    // Release: pairs with the acquiring CAS of the next holder. Proved by SpinLockTest.
    HELD.setRelease(this, FREE);
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
    } while (isHeld() || !casHeldAcquire());
  }

  /** Whether somebody holds this lock. Opaque: a hint only, the CAS decides. */
  public final boolean isHeld() {
    return (int) HELD.getOpaque(this) != FREE;
  }

  /** Acquire: pairs with {@link #unlock}. Proved by SpinLockTest. */
  private boolean casHeldAcquire() {
    return (int) HELD.compareAndExchangeAcquire(this, FREE, TAKEN) == FREE;
  }
}
