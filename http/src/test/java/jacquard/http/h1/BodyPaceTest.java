package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.HttpTimeouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bucket of time that a body's bytes fill and its waits empty, without a clock. */
final class BodyPaceTest {
  private static final long SECOND = 1_000_000_000;

  private final BodyPace pace =
      new BodyPace(
          HttpTimeouts.defaults().withBody(Duration.ofSeconds(30)).withBodyBytesPerSecond(1_000));

  @Test
  void oneByteEvery29Seconds_isLateInTheSecondWait() {
    assertThat(pace.leftNanos()).isEqualTo(30 * SECOND);
    pace.count(29 * SECOND, 1);
    assertThat(pace.leftNanos()).isEqualTo(SECOND + SECOND / 1_000);
    assertThat(pace.late()).hasMessageContaining("more slowly than 1000 bytes a second");
  }

  @Test
  void halfTheRate_lastsTwiceTheTime() {
    int seconds = 0;
    while (pace.leftNanos() > SECOND) {
      pace.count(SECOND, 500);
      seconds++;
    }
    assertThat(seconds).isBetween(57, 60);
  }

  @Test
  void theRate_lastsForEver_butEarnsNoMoreThanTheTimeout() {
    for (int second = 0; second < 100_000; second++) {
      pace.count(SECOND, 1_000);
    }
    pace.count(0, Integer.MAX_VALUE);
    assertThat(pace.leftNanos()).isEqualTo(30 * SECOND);
    assertThat(pace.late()).hasMessageContaining("nothing of the body came for 30000 ms");
  }

  /** Behind a read that waited: the rest of a part that is handed on. */
  @Test
  void bytesWithoutAWait_earnTheirTime_andNoMore() {
    pace.count(29 * SECOND, 0);
    pace.came(2_000);
    assertThat(pace.leftNanos()).isEqualTo(3 * SECOND);
    pace.came(0);
    assertThat(pace.leftNanos()).isEqualTo(3 * SECOND);
    pace.came(1_000_000);
    assertThat(pace.leftNanos()).isEqualTo(30 * SECOND);
  }

  @Test
  void time_usedUp_isNeverNone() {
    pace.count(31 * SECOND, 0);
    assertThat(pace.leftNanos()).isEqualTo(1);
  }

  /** Waits of reads that were ended before anything came: it is not that too little did. */
  @Test
  void waitsForNothing_areToldAsSuch_untilSomethingComes() {
    pace.count(20 * SECOND, 0);
    assertThat(pace.late()).hasMessageContaining("nothing of the body came for 30000 ms");
    pace.count(5 * SECOND, 1);
    assertThat(pace.late()).hasMessageContaining("more slowly than 1000 bytes a second");
  }

  @Test
  void anyRate_waitsForNothingAddUp_untilSomethingComes() {
    BodyPace anyRate =
        new BodyPace(
            HttpTimeouts.defaults().withBody(Duration.ofSeconds(30)).withBodyBytesPerSecond(0));
    anyRate.count(20 * SECOND, 0);
    assertThat(anyRate.leftNanos()).isEqualTo(10 * SECOND);
    assertThat(anyRate.late()).hasMessageContaining("nothing of the body came for 30000 ms");
    anyRate.count(11 * SECOND, 1);
    assertThat(anyRate.leftNanos()).isEqualTo(30 * SECOND);
  }
}
