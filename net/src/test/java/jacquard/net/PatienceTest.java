package jacquard.net;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.EngineDescription;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Wait;
import jacquard.internal.engine.Watch;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Goal: a wait costs no timer, and is timed out at its time. Method: an engine whose clock we turn.
 */
class PatienceTest {

  private static final long SECOND = 1_000_000_000L;

  private final HandTurned engine = new HandTurned();
  private @Nullable Wait pending;
  private final Patience patience =
      new Patience() {
        @Override
        @Nullable Wait pending() {
          return pending;
        }
      };

  private Wait begin() {
    assertThat(patience.begin(engine)).isTrue();
    Wait wait = new Wait(Strand.current());
    pending = wait;
    return wait;
  }

  private void end() {
    pending = null;
    patience.end();
  }

  @Test
  void begin_withoutTimeout_setsNoAlarm() {
    begin();
    end();

    assertThat(engine.scheduled).isZero();
  }

  @Test
  void waits_thatEndInTime_shareOneAlarm() {
    patience.setTimeout(10 * SECOND);
    for (int i = 0; i < 1_000; i++) {
      Wait wait = begin();
      engine.advance(SECOND / 1_000);
      assertThat(wait.isPending()).isTrue();
      end();
    }

    assertThat(engine.scheduled).isOne();
  }

  @Test
  void wait_thatIsLate_isTimedOutAtItsTimeNotBefore() {
    patience.setTimeout(10 * SECOND);
    begin();
    end();
    engine.advance(7 * SECOND);
    Wait wait = begin();

    engine.advance(10 * SECOND - 1);
    assertThat(wait.isPending()).isTrue();
    engine.advance(1);
    assertThat(wait.isPending()).isFalse();
    assertThat(engine.scheduled).as("the first alarm, and the one it set").isEqualTo(2);
  }

  @Test
  void alarm_withNobodyWaiting_isNotSetAgain() {
    patience.setTimeout(10 * SECOND);
    begin();
    end();
    engine.advance(100 * SECOND);

    assertThat(engine.timers).isEmpty();
    assertThat(engine.scheduled).isOne();
  }

  @Test
  void timeout_madeShorter_holdsForTheNextWait() {
    patience.setTimeout(100 * SECOND);
    begin();
    end();
    patience.setTimeout(SECOND);
    Wait wait = begin();

    engine.advance(SECOND);
    assertThat(wait.isPending()).isFalse();
  }

  @Test
  void deadline_beforeTheTimeout_comesFirst() {
    patience.setTimeout(10 * SECOND);
    patience.setDeadline(engine.nanoTime() + 3 * SECOND);
    Wait wait = begin();
    engine.advance(3 * SECOND);
    assertThat(wait.isPending()).isFalse();
    end();

    assertThat(patience.begin(engine)).as("a wait after the deadline").isFalse();
  }

  @Test
  void timeout_beforeTheDeadline_comesFirst() {
    patience.setTimeout(2 * SECOND);
    patience.setDeadline(engine.nanoTime() + 30 * SECOND);
    Wait wait = begin();

    engine.advance(2 * SECOND);
    assertThat(wait.isPending()).isFalse();
  }

  @Test
  void alarm_betweenTheNoteAndTheWait_looksAgain() {
    patience.setTimeout(SECOND);
    assertThat(patience.begin(engine)).isTrue();
    engine.advance(SECOND);
    Wait wait = new Wait(Strand.current());
    pending = wait;
    assertThat(wait.isPending()).isTrue();

    engine.advance(SECOND / 100);
    assertThat(wait.isPending()).isFalse();
  }

  @Test
  void close_leavesNoAlarm() {
    patience.setTimeout(SECOND);
    begin();
    end();
    patience.close();
    assertThat(engine.timers).isEmpty();

    begin();
    assertThat(engine.timers).as("set after the close").isEmpty();
  }

  /** Timers fire when the test turns the clock. */
  private static final class HandTurned implements Engine {
    final List<Timer> timers = new ArrayList<>();
    int scheduled;
    private long now = 42;

    void advance(long nanos) {
      long until = now + nanos;
      while (true) {
        Timer next =
            timers.stream()
                .min(Comparator.comparingLong(timer -> timer.deadlineNanos))
                .orElse(null);
        if (next == null || next.deadlineNanos > until) {
          now = until;
          return;
        }
        now = Math.max(now, next.deadlineNanos);
        timers.remove(next);
        next.fire();
      }
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public int random(int bound) {
      return 0;
    }

    @Override
    public void execute(Job job) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void yield() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void schedule(Timer timer) {
      scheduled++;
      timers.add(timer);
    }

    @Override
    public void cancel(Timer timer) {
      timers.remove(timer);
    }

    @Override
    public Watch watch(SelectableChannel channel) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EngineDescription describe() {
      return new EngineDescription("hand-turned", 1, "for a test");
    }
  }
}
