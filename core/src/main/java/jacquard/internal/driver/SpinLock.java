package jacquard.internal.driver;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock for a few instructions, shared by carriers and the virtual threads they carry. Not
 * re-entrant; nothing may block, call user code or take another lock while it is held.
 */
/*
 * Why not ReentrantLock: a queueing lock wakes the thread that waits longest. If that is a virtual
 * thread, and the carriers that could run it stand in the queue behind it, nobody moves. Here no
 * thread is chosen: whoever looks first has the lock, and a holder is never unmounted.
 *
 *    0 (free) ──lock──▶ 1 (held) ──unlock──▶ 0
 */
final class SpinLock {

  /** How often to look before the processor is offered to somebody else. */
  private static final int SPINS = 64;

  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int held;

  void lock() {
    if (!casHeld(0, 1)) {
      lockSlow();
    }
  }

  /** Apart, so that the uncontended case is small enough to be inlined everywhere. */
  @SuppressWarnings("ThreadPriorityCheck") // the holder may be off its core: let it on
  private void lockSlow() {
    int spins = 0;
    while (held != 0 || !casHeld(0, 1)) {
      if (++spins % SPINS == 0) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  void unlock() {
    assert held == 1 : "not held";
    setHeldRelease(0);
  }

  private boolean casHeld(int from, int to) {
    return HELD.compareAndSet(this, from, to);
  }

  /** Pairs with the CAS of the next holder, which reads this write: what was guarded is seen. */
  private void setHeldRelease(int value) {
    HELD.setRelease(this, value);
  }
}
