package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.bench.MeasurementException;
import org.junit.jupiter.api.Test;

class SystemCallsTest {

  @Test
  void parse_countOfPerf_isTheFirstField() throws Exception {
    String csv = "# started on Fri Nov 27\n\n132911,,raw_syscalls:sys_enter,1000241,100.00,,\n";

    assertThat(SystemCalls.parse(csv)).isEqualTo(132_911);
  }

  @Test
  void parse_notCounted_isNoResult() {
    assertThatThrownBy(() -> SystemCalls.parse("<not counted>,,raw_syscalls:sys_enter,0,0.00,,\n"))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("perf counted '<not counted>'");
    assertThatThrownBy(() -> SystemCalls.parse("# started\n"))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("perf printed no count");
  }
}
