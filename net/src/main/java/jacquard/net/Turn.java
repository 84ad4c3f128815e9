package jacquard.net;

import jacquard.internal.engine.Strand;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Sees to it that one task at a time uses one side of a stream. What it guards may extend it: there
 * are two of these a connection.
 */
/*
 *       FREE ──enter──▶ TASK ──leave──▶ FREE       a task; a second one is misuse
 *       FREE ──tryEnter▶ PROBE ──leave─▶ FREE      a probe that never blocks; a task outwaits it
 *
 * What the holder writes happens-before what the next holder reads (release and CAS). Leaving needs no
 * more: the holder looks at nothing behind it that another might have written for it, and a fence is
 * as dear as the rest of a turn; a request has three.
 */
class Turn {

  /**
   * Bytes given to one system call. The JDK copies between a heap buffer and a direct one, which it
   * keeps for the carrier: without this limit it is as large as the heap buffer, and a write copies
   * all of that for each part that goes out.
   */
  static final int CALL_BYTES_MAX = 128 * 1024;

  private static final int FREE = 0;
  private static final int TASK = 1;
  private static final int PROBE = 2;

  private static final int SPINS_BEFORE_YIELD = 64;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Turn.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int state = FREE;

  /** Takes the turn for a task; {@code what} names it in the exception for misuse. */
  final void enter(String what) {
    if (!casState(FREE, TASK)) {
      enterSlow(what);
    }
  }

  /** Outwaits a probe: one system call that never blocks. */
  private void enterSlow(String what) {
    int spins = 0;
    while (!casState(FREE, TASK)) {
      if (state == TASK) {
        throw new IllegalStateException("another task " + what + " this stream already");
      }
      if (++spins % SPINS_BEFORE_YIELD == 0) {
        Strand.current().engine().yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Takes the turn for a probe, unless somebody has it. */
  final boolean tryEnter() {
    return casState(FREE, PROBE);
  }

  final void leave() {
    setStateRelease(FREE);
  }

  private void setStateRelease(int to) {
    STATE.setRelease(this, to);
  }

  private boolean casState(int from, int to) {
    return STATE.compareAndSet(this, from, to);
  }
}
