package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.Toolchain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StartTrialTest {
  private final StartTrial trial = new StartTrial(HttpWorkload.START, Effort.QUICK);

  @BeforeEach
  void needsTaskset() {
    assumeThat(Toolchain.missing("taskset", "apt install util-linux")).isEmpty();
  }

  @Test
  void measure_serverThatAnswers_tellsMilliseconds() throws Exception {
    Map<String, Double> figures = trial.measure(jvm("jacquard.bench.http.JacquardServer"));

    assertThat(figures).containsOnlyKeys(HttpUnit.MILLIS);
    assertThat(figures.get(HttpUnit.MILLIS)).isBetween(10.0, 60_000.0);
  }

  @Test
  void prepare_serverThatDoesNotStart_fails() {
    assertThatThrownBy(() -> trial.prepare(jvm("jacquard.bench.Nowhere")))
        .isInstanceOf(MeasurementException.class)
        .hasMessageStartingWith("the server ended before it was ready");
  }

  private static HttpSubject jvm(String main) {
    return new HttpSubject.Jvm("any", "1", main, List.of("-Djacquard.engine=default"));
  }
}
