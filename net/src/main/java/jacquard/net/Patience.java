package jacquard.net;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Wait;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** How long one side of a stream may wait: for each wait, and for all waits up to a deadline. */
/*
 * A connection waits often and times out hardly ever, so a wait costs no timer: one alarm a side
 * stays scheduled, and a wait only notes when it is due.
 *
 *   waiting task                              alarm, on the engine's thread
 *     due = now + timeout                       no wait due?        forget the alarm
 *     alarm missing or later? set it to due     due in the future?  set it to due
 *     … waits …                                 due now?            commit the wait TIMED_OUT
 *     due = NEVER
 *
 * I1  While a wait is due, an alarm is set that is not later: the task writes due, then reads alarm;
 *     the alarm takes itself out, then reads due (both volatile).
 * I2  No wait is timed out early: the alarm reads the pending wait before it reads due, and a task
 *     writes due before its wait can be seen, so a due that has passed belongs to that wait or to a
 *     newer one.
 *
 * Proved by: PatienceTest, TcpTimeoutTest.
 */
abstract class Patience {

  /** When an alarm comes between the note and the wait, it looks again after this time. */
  private static final long RETRY_NANOS = 1_000_000;

  private static final VarHandle ALARM;

  static {
    try {
      ALARM = MethodHandles.lookup().findVarHandle(Patience.class, "alarm", Alarm.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Alarm alarm;

  /** Longest wait, 0 for no limit. */
  private volatile long timeoutNanos;

  /** When every wait is over, on the engine's clock. */
  private volatile long deadlineNanos = Context.NEVER;

  /** When the current wait is over; NEVER if there is none or it may last. */
  private volatile long dueNanos = Context.NEVER;

  private volatile boolean ended;

  /** A patience that is endless at first. */
  Patience() {}

  /** The wait to be timed out; a method, for there are two of these a connection. */
  abstract @Nullable Wait pending();

  /** The limit in words, for the message of a wait that reached it. */
  String limit() {
    long nanos = timeoutNanos;
    return nanos == 0 ? " before the deadline" : " for " + Limit.text(nanos);
  }

  void setTimeout(long nanos) {
    timeoutNanos = nanos == Limit.NONE ? 0 : nanos;
  }

  void setDeadline(long nanos) {
    deadlineNanos = nanos;
  }

  /** A wait begins; {@link #end} must follow. Tells false if its time is up before it began. */
  boolean begin(Engine engine) {
    long timeout = timeoutNanos;
    long deadline = deadlineNanos;
    if (timeout == 0 && deadline == Context.NEVER) {
      return true;
    }
    long now = engine.nanoTime();
    if (deadline != Context.NEVER && deadline - now <= 0) {
      return false;
    }
    long byTimeout = timeout == 0 ? Context.NEVER : now + timeout;
    boolean first = deadline == Context.NEVER || (timeout != 0 && byTimeout - deadline < 0);
    expectBy(engine, first ? byTimeout : deadline);
    return true;
  }

  private void expectBy(Engine engine, long due) {
    dueNanos = due;
    Alarm set = alarm;
    if (set == null || due - set.deadlineNanos < 0) {
      replace(set, engine, due);
    }
  }

  /** The wait is over. */
  void end() {
    if (dueNanos != Context.NEVER) {
      dueNanos = Context.NEVER;
    }
  }

  /** The stream is closed: leaves no alarm behind. */
  void close() {
    ended = true;
    Alarm set = (Alarm) ALARM.getAndSet(this, null);
    if (set != null) {
      set.engine.cancel(set);
    }
  }

  private void replace(@Nullable Alarm set, Engine engine, long at) {
    Alarm next = new Alarm(engine, at);
    if (!casAlarm(set, next)) {
      // An alarm took itself out, or set itself anew, to a due that was read before ours: look
      // again.
      expectBy(engine, at);
      return;
    }
    if (set != null) {
      set.engine.cancel(set);
    }
    engine.schedule(next);
    // Pairs with close(): it writes ended, then takes the alarm out.
    if (ended && casAlarm(next, null)) {
      engine.cancel(next);
    }
  }

  private void ring(Alarm rung) {
    if (!casAlarm(rung, null)) {
      return;
    }
    Wait wait = pending();
    long due = dueNanos;
    if (due == Context.NEVER) {
      return;
    }
    long now = rung.engine.nanoTime();
    if (due - now > 0) {
      setAgain(rung.engine, due);
    } else if (wait == null) {
      setAgain(rung.engine, now + RETRY_NANOS);
    } else {
      wait.commit(Wait.TIMED_OUT);
    }
  }

  /**
   * Sets the alarm that rang to {@code at}, unless the task has set one since: then that is right.
   */
  private void setAgain(Engine engine, long at) {
    if (alarm == null) {
      Alarm next = new Alarm(engine, at);
      if (casAlarm(null, next)) {
        engine.schedule(next);
        if (ended && casAlarm(next, null)) {
          engine.cancel(next);
        }
      }
    }
  }

  private boolean casAlarm(@Nullable Alarm from, @Nullable Alarm to) {
    return ALARM.compareAndSet(this, from, to);
  }

  /** The timer of a patience. */
  private final class Alarm extends Timer {
    final Engine engine;

    Alarm(Engine engine, long deadlineNanos) {
      super(deadlineNanos);
      this.engine = engine;
    }

    @Override
    public void fire() {
      ring(this);
    }
  }
}
