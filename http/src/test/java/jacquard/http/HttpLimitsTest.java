package jacquard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every limit and time-out has a range, and says so when a value is out of it. */
final class HttpLimitsTest {
  private static final HttpLimits DEFAULTS = HttpLimits.defaults();

  /** One limit: its name, how it is set, its range. */
  record Limit(String name, LongFunction<HttpLimits> set, long min, long max) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Limit> limits() {
    return Stream.of(
        new Limit("requestLineBytes", n -> DEFAULTS.withRequestLineBytes((int) n), 64, 1 << 20),
        new Limit("headerCount", n -> DEFAULTS.withHeaderCount((int) n), 1, 10_000),
        new Limit("headerBytes", n -> DEFAULTS.withHeaderBytes((int) n), 64, 1 << 24),
        new Limit("bodyBytes", DEFAULTS::withBodyBytes, 0, Long.MAX_VALUE),
        new Limit(
            "chunkExtensionBytes", n -> DEFAULTS.withChunkExtensionBytes((int) n), 0, 1 << 24),
        new Limit("trailerBytes", n -> DEFAULTS.withTrailerBytes((int) n), 0, 1 << 24),
        new Limit("drainBytes", DEFAULTS::withDrainBytes, 0, Long.MAX_VALUE),
        new Limit("pipelinedRequests", n -> DEFAULTS.withPipelinedRequests((int) n), 1, 1 << 20),
        new Limit("requestsPerConnection", DEFAULTS::withRequestsPerConnection, 1, Long.MAX_VALUE),
        new Limit("connections", n -> DEFAULTS.withConnections((int) n), 1, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void limit_atTheEndsOfItsRange_isTaken_andChangesNoOther(Limit limit) {
    HttpLimits least = limit.set().apply(limit.min());
    HttpLimits most = limit.set().apply(limit.max());
    assertThat(least.toString()).contains(limit.name() + "=" + limit.min());
    assertThat(most.toString()).contains(limit.name() + "=" + limit.max());
    String own = limit.name() + "=\\d+";
    assertThat(least.toString().replaceFirst(own, ""))
        .isEqualTo(DEFAULTS.toString().replaceFirst(own, ""));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void limit_belowOrAbove_saysNameRangeAndValue(Limit limit) {
    assertRefused(limit, limit.min() - 1);
    assertRefused(limit, -1);
    if (limit.max() < Integer.MAX_VALUE) {
      assertRefused(limit, limit.max() + 1);
    }
  }

  private static void assertRefused(Limit limit, long value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limit.set().apply(value))
        .withMessage("%s must be %d to %d, was %d", limit.name(), limit.min(), limit.max(), value);
  }

  @Test
  void limits_coverEveryComponent() {
    assertThat(limits().map(Limit::name))
        .hasSize(HttpLimits.class.getRecordComponents().length)
        .doesNotHaveDuplicates();
  }

  /** One time-out: its name and how it is set. */
  record Time(String name, Function<Duration, HttpTimeouts> set) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Time> times() {
    HttpTimeouts defaults = HttpTimeouts.defaults();
    return Stream.of(
        new Time("idle", defaults::withIdle),
        new Time("header", defaults::withHeader),
        new Time("body", defaults::withBody),
        new Time("write", defaults::withWrite));
  }

  @ParameterizedTest
  @MethodSource("times")
  void timeout_outOfItsRange_saysNameRangeAndValue(Time time) {
    for (String bad : new String[] {"PT0S", "PT-1S", "PT0.000999S", "PT87673H"}) {
      Duration value = Duration.parse(bad);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> time.set().apply(value))
          .withMessage(time.name() + " time-out must be 1 ms to 10 years, was " + value);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpTimeouts.defaults().withBodyBytesPerSecond(-1))
        .withMessage("bodyBytesPerSecond must be 0 or more, was -1");
    assertThatCode(() -> time.set().apply(Duration.ofMillis(1))).doesNotThrowAnyException();
  }
}
