package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Noise QUIET = new Noise(0, 0);
  private static final Noise NOISY = new Noise(0.5, 0);

  private final Series series = new Series("core", "W1", "jdk", "1", 2, "ns/op");

  @Test
  void result_ofRounds_keepsEachAndWhichWereNoisy() {
    series.add(3, QUIET);
    series.add(9, NOISY);
    series.add(1, QUIET);

    assertThat(series.result())
        .hasValueSatisfying(result -> {
          assertThat(result.spread()).isEqualTo(new Spread(3, 1, 9));
          assertThat(result.rounds()).isEqualTo(3);
          assertThat(result.noisyRounds()).isEqualTo(1);
          assertThat(result.quiet()).containsExactly(3.0, 1.0);
          assertThat(result.noisy()).containsExactly(9.0);
        });
  }

  @Test
  void result_withoutRounds_isNone() {
    assertThat(series.result()).isEmpty();
  }
}
