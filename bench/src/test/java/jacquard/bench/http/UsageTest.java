package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import jacquard.bench.ProcessStat.CpuTime;
import jacquard.bench.ProcessStat.Switches;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void costsSince_jvm_areOfOneRequest() {
    Usage before = usage(1, 2, 100, OptionalLong.of(5_000));
    Usage after = usage(2, 5, 150, OptionalLong.of(9_000));

    assertThat(after.costsSince(before, 1_000))
        .containsExactly(
            entry(HttpUnit.USER_MICROS, 1_000.0),
            entry(HttpUnit.KERNEL_MICROS, 3_000.0),
            entry(HttpUnit.SWITCHES, 0.05),
            entry(HttpUnit.ALLOCATED, 4.0));
  }

  @Test
  void costsSince_serverOfAnotherLanguage_leavesAllocationOut() {
    Usage before = usage(0, 0, 0, OptionalLong.empty());
    Usage after = usage(1, 1, 10, OptionalLong.empty());

    assertThat(after.costsSince(before, 10)).doesNotContainKey(HttpUnit.ALLOCATED).hasSize(3);
  }

  @Test
  void costsSince_systemThatDoesNotTellSwitches_leavesThemOut() {
    Usage before = new Usage(new CpuTime(0, 0), Switches.UNKNOWN, OptionalLong.of(0));
    Usage after = new Usage(new CpuTime(1, 1), Switches.UNKNOWN, OptionalLong.of(40));

    assertThat(after.costsSince(before, 10)).doesNotContainKey(HttpUnit.SWITCHES).hasSize(3);
  }

  private static Usage usage(double user, double kernel, long switches, OptionalLong allocated) {
    return new Usage(new CpuTime(user, kernel), new Switches(Map.of("7", switches)), allocated);
  }
}
