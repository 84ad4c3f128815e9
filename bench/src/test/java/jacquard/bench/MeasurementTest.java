package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private final AtomicInteger measured = new AtomicInteger();
  private final Queue<Noise.Meter> meters = new ArrayDeque<>();

  @Test
  void quietest_firstIsQuiet_measuresOnce() throws Exception {
    foreign(6, 0);

    assertThat(quietest(2).value()).isEqualTo(1);
    assertThat(measured).hasValue(1);
  }

  @Test
  void quietest_noisyThenQuiet_takesTheQuietOne() throws Exception {
    foreign(7, 6, 0);

    assertThat(quietest(3).value()).isEqualTo(2);
    assertThat(measured).hasValue(2);
  }

  @Test
  void quietest_noisyThroughout_takesTheQuietestOfAllAttempts() throws Exception {
    foreign(30, 10, 20, 0);

    assertThat(quietest(3)).isEqualTo(new Measurement<>(2, new Noise(0.1, 0)));
    assertThat(measured).hasValue(3);
  }

  /** In a second each, so many ticks of others. */
  private void foreign(long... ticks) {
    for (long foreign : ticks) {
      meters.add(
          NoiseTest.meter(
              TimeUnit.SECONDS.toNanos(1),
              new Noise.Ticks(1, 0, 0),
              new Noise.Ticks(1 + foreign, 0, 0)));
    }
  }

  /** Measures 1, 2, 3 … */
  private Measurement<Integer> quietest(int attempts) throws Exception {
    return Measurement.quietest(attempts, measured::incrementAndGet, meters::remove);
  }
}
