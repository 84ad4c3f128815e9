package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat.CpuTime;
import org.junit.jupiter.api.Test;

class WrkTest {
  private static final String SUMMARY =
      """
      Running 2s test @ http://127.0.0.1:8080/plaintext
        1 threads and 64 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency   718.00us    1.10ms  24.03ms   95.33%
        133364 requests in 2.00s, 16.53MB read
      Requests/sec:  66682.31
      Transfer/sec:      8.27MB
      """;

  @Test
  void parse_summary_givesRequestsAndRate() throws Exception {
    assertThat(Wrk.parse(SUMMARY)).isEqualTo(new Wrk.Rates(133_364, 66_682.31));
  }

  @Test
  void parse_errorsCounted_isNoResult() {
    String errors = SUMMARY + "  Socket errors: connect 0, read 595, write 0, timeout 0\n";

    assertThatThrownBy(() -> Wrk.parse(errors))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("wrk: Socket errors: connect 0, read 595, write 0, timeout 0");
  }

  @Test
  void figures_secondsOfCpu_areJudgedByAnswersForEach() throws Exception {
    assertThat(new Wrk.Rates(100_000, 50_000).figures(new CpuTime(0.5, 1.5)))
        .containsExactly(
            entry(HttpUnit.PER_CPU_SECOND, 50_000.0), entry(HttpUnit.PER_SECOND, 50_000.0));
  }

  @Test
  void figures_noCpuTime_isNoResult() {
    assertThatThrownBy(() -> new Wrk.Rates(100_000, 50_000).figures(new CpuTime(0, 0)))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("the server used no CPU time");
  }
}
