package jacquard.internal.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Timer;
import jacquard.internal.wheel.TimerWheelTest.Inert;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the wheel does what a sorted list of timers does. Method: random inserts, removals and
 * clock jumps, over short and very long times, compared step by step with such a list; the seed is
 * the parameter.
 */
class TimerWheelLawsTest {

  private static final int STEPS = 20_000;

  private final List<Timer> known = new ArrayList<>();

  /** The model: by tick, and in a tick in the order of insertion. */
  private final TreeMap<Long, List<Timer>> model = new TreeMap<>();

  private long now;
  private TimerWheel wheel = new TimerWheel(0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void wheel_anySequence_behavesAsASortedList(long seed) {
    Random random = new Random(seed);
    now = random.nextLong(1L << random.nextInt(1, 60));
    wheel = new TimerWheel(now);
    int fired = 0;
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> insert(random);
        case 2 -> remove(random);
        default -> fired += advance(random);
      }
      checkNext(seed, step);
    }
    assertThat(fired).as("seed %d: fired", seed).isPositive();
  }

  private void insert(Random random) {
    long ahead = random.nextLong(1L << random.nextInt(1, 58)) - random.nextInt(3_000_000);
    Timer timer = new Inert(now + ahead);
    wheel.insert(timer);
    known.add(timer);
    model.computeIfAbsent(tickOf(timer), _ -> new ArrayList<>()).add(timer);
  }

  private void remove(Random random) {
    if (known.isEmpty()) {
      return;
    }
    Timer timer = known.get(random.nextInt(known.size()));
    boolean waiting = forget(timer);
    assertThat(wheel.remove(timer)).isEqualTo(waiting);
  }

  private boolean forget(Timer timer) {
    Iterator<List<Timer>> slots = model.values().iterator();
    while (slots.hasNext()) {
      List<Timer> slot = slots.next();
      if (slot.remove(timer)) {
        if (slot.isEmpty()) {
          slots.remove();
        }
        return true;
      }
    }
    return false;
  }

  private int advance(Random random) {
    now += random.nextLong(1L << random.nextInt(1, random.nextInt(10) == 0 ? 57 : 32));
    int fired = 0;
    for (Timer timer = wheel.poll(now); timer != null; timer = wheel.poll(now)) {
      assertThat(timer.deadlineNanos).isLessThanOrEqualTo(now);
      var first = model.firstEntry();
      assertThat(timer).isSameAs(first.getValue().getFirst());
      first.getValue().removeFirst();
      if (first.getValue().isEmpty()) {
        model.remove(first.getKey());
      }
      fired++;
    }
    assertThat(model.isEmpty() || model.firstKey() > now / TimerWheel.TICK_NANOS).isTrue();
    known.removeAll(firedOf(random));
    return fired;
  }

  /** Most of those that have fired; some stay, so that removing them is tried too. */
  private List<Timer> firedOf(Random random) {
    return known.stream().filter(timer -> timer.slot < 0 && random.nextInt(8) != 0).toList();
  }

  private void checkNext(long seed, int step) {
    String where = "seed " + seed + ", step " + step;
    long waiting = model.values().stream().mapToLong(List::size).sum();
    assertThat((long) wheel.size()).as(where).isEqualTo(waiting);
    if (model.isEmpty()) {
      assertThat(wheel.nextNanos()).as(where).isEqualTo(Context.NEVER);
    } else {
      assertThat(wheel.nextNanos() / TimerWheel.TICK_NANOS)
          .as(where)
          .isLessThanOrEqualTo(model.firstKey());
    }
  }

  /** A timer in the past is due now, in the order of its insertion. */
  private long tickOf(Timer timer) {
    long deadline = timer.deadlineNanos;
    long tick = deadline <= 0 ? 0 : (deadline - 1) / TimerWheel.TICK_NANOS + 1;
    return Math.max(tick, now / TimerWheel.TICK_NANOS);
  }
}
