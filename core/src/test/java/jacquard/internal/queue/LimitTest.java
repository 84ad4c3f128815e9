package jacquard.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitTest {

  @Test
  void nanos_ofAnyDuration_saturates() {
    assertThat(Limit.nanos(Duration.ZERO)).isZero();
    assertThat(Limit.nanos(Duration.ofSeconds(-1))).isZero();
    assertThat(Limit.nanos(Duration.ofSeconds(Long.MIN_VALUE))).isZero();
    assertThat(Limit.nanos(Duration.ofMillis(5))).isEqualTo(5_000_000);
    assertThat(Limit.nanos(Duration.ofDays(365))).isEqualTo(365L * 86_400_000_000_000L);
    assertThat(Limit.nanos(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Limit.NONE);
  }
}
