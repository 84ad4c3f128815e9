package jacquard.http.h1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one caller at a time into the body of a request or a response, and none once it is closed.
 */
/*
 *    FREE ──enter──▶ INSIDE ──leave──▶ FREE
 *     │               └──close──▶ CLOSED_OVER     somebody is inside, and may stay
 *     └──close──▶ CLOSED
 *
 * What is inside uses the connection's buffers. They go to other connections after this one's turn, so a
 * caller who is inside then, against the rule that a body's last call ends before the handler does, would
 * send what it reads there, or write over it. Whoever closes is told, and the buffers are given up.
 *
 * Proved by: StrayCallTest.
 */
final class OneCaller {
  private static final int FREE = 0;
  private static final int INSIDE = 1;
  private static final int CLOSED = 2;
  private static final int CLOSED_OVER = 3;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(OneCaller.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String whenClosed;
  private volatile int state = FREE;

  /**
   * Free.
   *
   * @param whenClosed what a caller is told who comes too late
   */
  OneCaller(String whenClosed) {
    this.whenClosed = whenClosed;
  }

  /** Lets the caller in, until {@link #leave}. */
  void enter() {
    int found = (int) STATE.compareAndExchange(this, FREE, INSIDE);
    if (found != FREE) {
      throw new IllegalStateException(
          found == INSIDE ? "body is used by another task at this moment" : whenClosed);
    }
  }

  /** Lets the next one in, unless this was closed meanwhile. */
  void leave() {
    STATE.compareAndSet(this, INSIDE, FREE);
  }

  /** Lets nobody in from now on; false if somebody is still inside. */
  boolean close() {
    while (true) {
      int now = state;
      if (now == CLOSED || now == CLOSED_OVER) {
        return now == CLOSED;
      }
      if (STATE.compareAndSet(this, now, now == FREE ? CLOSED : CLOSED_OVER)) {
        return now == FREE;
      }
    }
  }
}
