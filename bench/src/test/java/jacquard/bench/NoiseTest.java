package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void read_busyOfOthers_isForeignPerWallTime() {
    // In two seconds 130 ticks of 10 ms were used, 110 of them by the bench; 4 were stolen.
    Noise noise =
        meter(2 * SECOND, new Noise.Ticks(100, 1, 50), new Noise.Ticks(230, 5, 160)).read();

    assertThat(noise).isEqualTo(new Noise(0.1, 0.02));
  }

  @Test
  void read_ownTicksCountedBeforeTheMachines_isNotLessThanNothing() {
    assertThat(meter(SECOND, new Noise.Ticks(100, 0, 50), new Noise.Ticks(110, 0, 61)).read())
        .isEqualTo(new Noise(0, 0));
  }

  @Test
  void read_systemThatDoesNotTell_isNone() {
    assertThat(meter(SECOND, new Noise.Ticks(0, 0, 0), new Noise.Ticks(0, 0, 0)).read())
        .isEqualTo(new Noise(0, 0));
  }

  @Test
  void disturbs_moreThanSixPercentOfEither_isTrue() {
    assertThat(new Noise(0.06, 0.06).disturbs()).isFalse();
    assertThat(new Noise(0.061, 0).disturbs()).isTrue();
    assertThat(new Noise(0, 0.061).disturbs()).isTrue();
  }

  /** A meter that sees these ticks, so many nanoseconds apart. */
  static Noise.Meter meter(long nanos, Noise.Ticks... ticks) {
    Queue<Noise.Ticks> all = new ArrayDeque<>(List.of(ticks));
    Queue<Long> clock = new ArrayDeque<>(List.of(7L, 7 + nanos));
    return new Noise.Meter(all::remove, clock::remove);
  }
}
