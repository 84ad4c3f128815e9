package jacquard.internal.driver;

import jacquard.internal.engine.SpinLock;
import jacquard.internal.engine.Timer;
import jacquard.internal.wheel.TimerWheel;
import org.jspecify.annotations.Nullable;

/** A driver's timer wheel, under the lock that this is; held for a few instructions. */
/*
 * Insert and remove run on the stack of a task, which may end anywhere in them. Then the lock is given
 * back by a write of its field, because unlock() might find no room either (see SpinLock), and the wheel
 * is as it was: it makes its calls before its writes. All else runs on the driving thread's own stack.
 *
 * Proved by: TimersTest, EngineContractTest.
 */
final class Timers extends SpinLock {

  private final TimerWheel wheel;

  /** Until when the holder of the driver sleeps, or slept last. */
  private long sleepUntil = Long.MIN_VALUE;

  Timers(long nowNanos) {
    this.wheel = new TimerWheel(nowNanos);
  }

  /** Adds {@code timer}; true if it is due before the sleep ends that was noted last. */
  boolean insert(Timer timer) {
    lock();
    try {
      wheel.insert(timer);
      boolean earlier = timer.deadlineNanos < sleepUntil;
      unlock();
      return earlier;
    } catch (Throwable error) { // the stack ran out, perhaps in unlock
      held = FREE;
      throw error;
    }
  }

  /** Takes {@code timer} out, if it is in here. */
  void remove(Timer timer) {
    lock();
    try {
      wheel.remove(timer);
      unlock();
    } catch (Throwable error) { // as above
      held = FREE;
      throw error;
    }
  }

  /** Takes out one timer that is due, or null. */
  @Nullable Timer poll(long nowNanos) {
    lock();
    try {
      return wheel.poll(nowNanos);
    } finally {
      unlock();
    }
  }

  /** When there is something to do next, noted as the end of the sleep that follows. */
  long sleepUntilNext() {
    lock();
    try {
      sleepUntil = wheel.nextNanos();
      return sleepUntil;
    } finally {
      unlock();
    }
  }

  int size() {
    lock();
    try {
      return wheel.size();
    } finally {
      unlock();
    }
  }

  /** A size that may be out of date, without the lock. */
  int sizeRacy() {
    return wheel.size();
  }
}
