package jacquard.internal.wheel;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Timer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

  private static final long YEAR = DAYS.toNanos(365);

  private final TimerWheel wheel = new TimerWheel(0);

  @Test
  void nextNanos_empty_isNever() {
    assertThat(wheel.nextNanos()).isEqualTo(Context.NEVER);
    assertThat(wheel.poll(Long.MAX_VALUE)).isNull();
  }

  @Test
  void poll_oneNanoBeforeTheDeadline_givesNothing() {
    Timer timer = insert(MILLISECONDS.toNanos(5));

    assertThat(wheel.poll(MILLISECONDS.toNanos(5) - 1)).isNull();
    assertThat(wheel.poll(MILLISECONDS.toNanos(5))).isSameAs(timer);
    assertThat(wheel.size()).isZero();
  }

  @Test
  void poll_deadlineWithinATick_firesAtTheEndOfTheTick() {
    Timer timer = insert(MILLISECONDS.toNanos(5) + 1);

    assertThat(wheel.poll(MILLISECONDS.toNanos(6) - 1)).isNull();
    assertThat(wheel.poll(MILLISECONDS.toNanos(6))).isSameAs(timer);
  }

  @Test
  void poll_deadlineInThePast_firesAtOnce() {
    wheel.poll(MILLISECONDS.toNanos(1000));
    Timer past = insert(MILLISECONDS.toNanos(3));
    Timer negative = insert(-7);

    assertThat(wheel.nextNanos()).isLessThanOrEqualTo(MILLISECONDS.toNanos(1000));
    assertThat(wheel.poll(MILLISECONDS.toNanos(1000))).isSameAs(past);
    assertThat(wheel.poll(MILLISECONDS.toNanos(1000))).isSameAs(negative);
  }

  @Test
  void poll_sameTick_keepsTheOrderOfInsertion() {
    List<Timer> inserted = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      inserted.add(insert(MILLISECONDS.toNanos(70_000)));
    }

    assertThat(drain(MILLISECONDS.toNanos(70_000))).isEqualTo(inserted);
  }

  @Test
  void poll_clockJumpsOverManyTicks_givesAllInOrder() {
    Timer year = insert(YEAR);
    Timer second = insert(MILLISECONDS.toNanos(1000));
    Timer day = insert(DAYS.toNanos(1));
    Timer milli = insert(MILLISECONDS.toNanos(1));

    assertThat(drain(2 * YEAR)).containsExactly(milli, second, day, year);
  }

  @Test
  void poll_farthestDeadline_isNeverReached() {
    insert(Long.MAX_VALUE);

    assertThat(wheel.nextNanos()).isGreaterThan(100 * YEAR);
    assertThat(wheel.poll(290 * YEAR)).isNull();
    assertThat(wheel.size()).isEqualTo(1);
  }

  @Test
  void nextNanos_farDeadline_isReachedInFewSteps() {
    Timer timer = insert(YEAR + 1);
    int steps = 0;
    long now = 0;
    Timer fired = null;
    while (fired == null) {
      assertThat(wheel.nextNanos()).isGreaterThan(now);
      now = wheel.nextNanos();
      fired = wheel.poll(now);
      steps++;
    }

    assertThat(fired).isSameAs(timer);
    assertThat(now).isBetween(YEAR + 1, YEAR + 1 + TimerWheel.TICK_NANOS);
    assertThat(steps).isLessThanOrEqualTo(8);
  }

  @Test
  void remove_waitingTimer_isForgotten() {
    Timer first = insert(MILLISECONDS.toNanos(5));
    Timer second = insert(MILLISECONDS.toNanos(5));
    Timer third = insert(MILLISECONDS.toNanos(5));

    assertThat(wheel.remove(second)).isTrue();
    assertThat(wheel.remove(second)).isFalse();
    assertThat(wheel.remove(third)).isTrue();
    assertThat(second.next).isNull();
    assertThat(drain(MILLISECONDS.toNanos(9))).containsExactly(first);
    assertThat(wheel.remove(first)).isFalse();
    assertThat(wheel.nextNanos()).isEqualTo(Context.NEVER);
  }

  @Test
  void insert_whileFiring_isPolledInTheSameRoundIfDue() {
    insert(MILLISECONDS.toNanos(5));
    long now = MILLISECONDS.toNanos(6);

    assertThat(wheel.poll(now)).isNotNull();
    Timer due = insert(MILLISECONDS.toNanos(6));
    Timer later = insert(MILLISECONDS.toNanos(7));

    assertThat(wheel.poll(now)).isSameAs(due);
    assertThat(wheel.poll(now)).isNull();
    assertThat(wheel.poll(MILLISECONDS.toNanos(7))).isSameAs(later);
  }

  private Timer insert(long deadlineNanos) {
    Timer timer = new Inert(deadlineNanos);
    wheel.insert(timer);
    return timer;
  }

  private List<Timer> drain(long now) {
    List<Timer> fired = new ArrayList<>();
    for (Timer timer = wheel.poll(now); timer != null; timer = wheel.poll(now)) {
      fired.add(timer);
    }
    return fired;
  }

  /** A timer that only stands there. */
  static final class Inert extends Timer {
    Inert(long deadlineNanos) {
      super(deadlineNanos);
    }

    @Override
    public void fire() {}
  }
}
