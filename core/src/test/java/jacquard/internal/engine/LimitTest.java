package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
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

  @Test
  void nanos_ofNegative_whereItMustNotBe_saysWhatWas() {
    assertThat(Limit.nanos("drain limit", Duration.ofMillis(5))).isEqualTo(5_000_000);
    assertThatThrownBy(() -> Limit.nanos("drain limit", Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("drain limit must be zero or more, was PT-0.000000001S");
  }

  @Test
  void deadline_ofAnyLimit_liesAhead() {
    Engine engine = Engines.installed();
    assertThat(Limit.deadline(engine, Limit.NONE)).isEqualTo(Context.NEVER);
    assertThat(Limit.deadline(engine, Limit.NONE / 2)).isBetween(Limit.NONE / 2, Limit.NONE - 1);
    long before = engine.nanoTime();
    assertThat(Limit.deadline(engine, 7)).isBetween(before + 7, engine.nanoTime() + 7);
  }

  @Test
  void text_isAsAPersonWritesIt() {
    Map<String, String> texts =
        Map.of(
            "PT0S", "0 s",
            "PT0.0000005S", "0.5 us",
            "PT0.05S", "50 ms",
            "PT0.0015S", "1.5 ms",
            "PT2S", "2 s",
            "PT1M", "60 s",
            "PT90S", "90 s",
            "PT3M", "3 min",
            "PT-0.001S", "-1 ms");
    texts.forEach((iso, text) -> assertThat(Limit.text(Duration.parse(iso))).isEqualTo(text));
    assertThat(Limit.text(Duration.ofSeconds(Long.MIN_VALUE))).startsWith("-");
  }
}
