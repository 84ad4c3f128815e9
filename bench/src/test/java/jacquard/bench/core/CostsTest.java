package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.ProcessStat.Switches;
import jacquard.bench.core.Costs.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {

  @Test
  void since_aThreadThatEndedInBetween_takesNothingFromTheOthers() {
    Usage before = new Usage(2, new Switches(Map.of("1", 100L, "2", 5_000L)), 2);
    Usage after = new Usage(4, new Switches(Map.of("1", 130L, "3", 7L)), 6);

    assertThat(after.since(before)).isEqualTo(new Costs(2, 37, 4));
  }

  @Test
  void line_switchesThatTheSystemDoesNotTell_areNotPrinted() {
    Usage before = new Usage(2, Switches.UNKNOWN, 2);
    Costs costs = new Usage(4, Switches.UNKNOWN, 6).since(before).dividedBy(2);

    assertThat(costs.line()).isEqualTo("cpu=1.000 allocated=2.0");
  }

  @Test
  void line_clockThatRanBack_isNoNegativeCost() {
    assertThat(new Costs(-1, 0.5, 2).line()).isEqualTo("cpu=0.000 switches=0.500000 allocated=2.0");
  }
}
