package jacquard.internal.wheel;

import static java.util.Objects.requireNonNull;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one driver, in order of their ticks. Insertion and removal take constant time, for
 * any number of timers. Not thread-safe: whoever owns it guards it.
 *
 * <p>The clock starts at 0 and counts nanoseconds; a deadline before that is due at once.
 */
/*
 * A hierarchical wheel after Varghese and Lauck (SOSP 1987), scheme 7, with the placement of Linux
 * and tokio. A tick is one millisecond. Level L has 64 slots of 64^L ticks each, and eight levels
 * hold every tick that fits in 63 bits of nanoseconds:
 *
 *    level 0   64 slots of 1 ms           a slot is one tick
 *    level 1   64 slots of 64 ms
 *    level 2   64 slots of 4096 ms        ...
 *
 * A timer stands at the level of the highest base-64 digit in which its tick differs from `elapsed`.
 * When time reaches the start of a slot of a higher level, its timers are placed anew, lower down.
 *
 * Difference from the paper: no tick handler. A bitmap a level tells which slots hold timers, and one
 * more which levels do, so time jumps from one occupied slot to the next, however far that is.
 *
 * I1  Every tick before `elapsed` is fired; elapsed never goes back.
 * I2  A timer at level L shares all digits above L with elapsed, and its digit L is larger (at level
 *     0: as large or larger). So the first slot of the lowest occupied level is the next one, and the
 *     order of the slots is the order of time: no slot index wraps.
 * I3  Timers of one tick fire in the order of insertion: a slot is a queue, and a timer is placed at
 *     a lower level only after the slot above it was emptied into that level.
 * I4  A bit is set if and only if its slot (level) holds a timer.
 *
 * Proved by: TimerWheelTest, TimerWheelLawsTest.
 */
public final class TimerWheel {

  /** The resolution: a timer fires at the first whole tick that is not before its deadline. */
  public static final long TICK_NANOS = 1_000_000;

  private static final int DIGIT_BITS = 6;
  private static final int SLOTS = 1 << DIGIT_BITS;
  private static final int DIGIT_MASK = SLOTS - 1;
  private static final int LEVELS = 8;

  /** {@link Timer#slot} of a timer that no wheel holds. */
  private static final int NOWHERE = -1;

  /**
   * The first timer of each slot; its {@code previous} is the last one, whose {@code next} is null.
   */
  private final @Nullable Timer[] heads = new @Nullable Timer[LEVELS * SLOTS];

  /** For each level, a bit for each slot that holds timers. */
  private final long[] slots = new long[LEVELS];

  /** A bit for each level that holds timers. */
  private int levels;

  private long elapsed;
  private int size;

  /** An empty wheel at time {@code nowNanos}. */
  public TimerWheel(long nowNanos) {
    elapsed = nowNanos / TICK_NANOS;
  }

  /** How many timers wait. */
  public int size() {
    return size;
  }

  /** Adds {@code timer}, which no wheel holds. */
  public void insert(Timer timer) {
    assert timer.slot == NOWHERE : "the timer is in a wheel already";
    place(timer);
    size++;
  }

  /** Takes {@code timer} out; false if it is not in here (any more). */
  public boolean remove(Timer timer) {
    if (timer.slot == NOWHERE) {
      return false;
    }
    unlink(timer);
    size--;
    return true;
  }

  /**
   * Takes out and returns the next timer whose deadline is not after {@code nowNanos}, or null if
   * there is none. Call it until it returns null; {@link Timer#fire} is the caller's to call.
   */
  public @Nullable Timer poll(long nowNanos) {
    long now = nowNanos / TICK_NANOS;
    while (levels != 0) {
      int level = Integer.numberOfTrailingZeros(levels);
      int index = Long.numberOfTrailingZeros(slots[level]);
      long tick = startOf(level, index);
      if (tick > now) {
        break;
      }
      elapsed = tick;
      if (level == 0) {
        return take(index);
      }
      cascade(level * SLOTS + index);
    }
    elapsed = Math.max(elapsed, now);
    return null;
  }

  /**
   * When {@link #poll} has something to do next, or {@link Context#NEVER}. Not after the earliest
   * deadline's tick; before it, at most once a level, where timers have to be placed anew.
   */
  public long nextNanos() {
    if (levels == 0) {
      return Context.NEVER;
    }
    int level = Integer.numberOfTrailingZeros(levels);
    long tick = startOf(level, Long.numberOfTrailingZeros(slots[level]));
    return tick > Long.MAX_VALUE / TICK_NANOS ? Context.NEVER : tick * TICK_NANOS;
  }

  private Timer take(int slot) {
    Timer timer = requireNonNull(heads[slot], "a bit without a timer");
    unlink(timer);
    size--;
    return timer;
  }

  private void cascade(int slot) {
    Timer timer = heads[slot];
    heads[slot] = null;
    clear(slot);
    while (timer != null) {
      Timer next = timer.next;
      place(timer);
      timer = next;
    }
  }

  private void place(Timer timer) {
    long tick = Math.max(elapsed, tickOf(timer.deadlineNanos));
    int level = levelOf(tick ^ elapsed);
    int index = (int) (tick >>> (level * DIGIT_BITS)) & DIGIT_MASK;
    append(level * SLOTS + index, timer);
    slots[level] |= 1L << index;
    levels |= 1 << level;
  }

  private void append(int slot, Timer timer) {
    Timer head = heads[slot];
    Timer last = head == null ? timer : requireNonNull(head.previous);
    timer.slot = slot;
    timer.next = null;
    if (head == null) {
      heads[slot] = timer;
      timer.previous = timer;
    } else {
      last.next = timer;
      timer.previous = last;
      head.previous = timer;
    }
  }

  private void unlink(Timer timer) {
    int slot = timer.slot;
    Timer head = requireNonNull(heads[slot]);
    Timer next = timer.next;
    Timer previous = requireNonNull(timer.previous);
    if (timer == head && next == null) {
      clear(slot); // a call: before the writes
    }
    if (timer == head) {
      heads[slot] = next;
    } else {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    } else if (timer != head) {
      head.previous = previous;
    }
    timer.next = null;
    timer.previous = null;
    timer.slot = NOWHERE;
  }

  private void clear(int slot) {
    int level = slot / SLOTS;
    slots[level] &= ~(1L << (slot & DIGIT_MASK));
    if (slots[level] == 0) {
      levels &= ~(1 << level);
    }
  }

  /** The first tick of a slot: the digits of {@link #elapsed} above it, then its own. */
  private long startOf(int level, int index) {
    int shift = level * DIGIT_BITS;
    long above = elapsed >>> (shift + DIGIT_BITS) << (shift + DIGIT_BITS);
    return above | ((long) index << shift);
  }

  private static int levelOf(long difference) {
    return difference == 0 ? 0 : (63 - Long.numberOfLeadingZeros(difference)) / DIGIT_BITS;
  }

  /** The first tick that is not before {@code nanos}: never early. */
  private static long tickOf(long nanos) {
    return nanos <= 0 ? 0 : (nanos - 1) / TICK_NANOS + 1;
  }
}
