package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.bench.MeasurementException;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final String LINE =
      "result requests=30000 rate=9990.5 p50=61.5 p99=210.0 p999=800.2 max=3000.0 waited=3 turn=55.0";

  @Test
  void parse_resultLine_givesItsPercentiles() throws Exception {
    assertThat(OpenLoop.parse(LINE, 10_000))
        .isEqualTo(new OpenLoop.Load(30_000, 61.5, 210.0, 800.2));
  }

  @Test
  void parse_serverThatDidNotKeepUp_isNoResult() {
    assertThatThrownBy(() -> OpenLoop.parse(LINE, 20_000))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("the server did not keep up: 9,991 of 20,000 requests/s");
  }

  @Test
  void parse_noResultLine_namesWhatIsMissing() {
    assertThatThrownBy(() -> OpenLoop.parse("", 10_000))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("open-loop printed no 'rate'");
  }
}
