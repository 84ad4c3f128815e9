package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat.CpuTime;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final String LINE =
      "result requests=30000 rate=9990.5 p50=61.5 p99=210.0 p999=800.2 max=3000.0 waited=3 turn=55.0";
  private static final CpuTime USED = new CpuTime(0.5, 0.5);

  @Test
  void parse_resultLine_givesItsPercentiles() throws Exception {
    assertThat(OpenLoop.parse(LINE))
        .isEqualTo(new OpenLoop.Latencies(30_000, 9_990.5, 61.5, 210.0, 800.2));
  }

  @Test
  void figures_serverThatKeptUp_isJudgedByItsSlowest() throws Exception {
    assertThat(OpenLoop.parse(LINE).figures(USED))
        .containsExactly(
            entry(HttpUnit.P99, 210.0), entry(HttpUnit.P50, 61.5), entry(HttpUnit.P999, 800.2));
  }

  @Test
  void figures_serverThatDidNotKeepUp_isNoResult() {
    OpenLoop.Latencies behind = new OpenLoop.Latencies(10_000, 8_990.5, 61.5, 210.0, 800.2);

    assertThatThrownBy(() -> behind.figures(USED))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("the server did not keep up: 8,991 of 10,000 requests/s");
  }

  @Test
  void parse_noResultLine_namesWhatIsMissing() {
    assertThatThrownBy(() -> OpenLoop.parse(""))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("open-loop printed no 'requests'");
  }
}
