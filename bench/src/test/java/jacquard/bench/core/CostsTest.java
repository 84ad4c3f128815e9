package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostsTest {

  @Test
  void line_switchesThatTheSystemDoesNotTell_areNotPrinted() {
    Costs costs = new Costs(4, Double.NaN, 6).since(new Costs(2, 7, 2)).dividedBy(2);

    assertThat(costs.line()).isEqualTo("cpu=1.000 allocated=2.0");
  }

  @Test
  void line_clockThatRanBack_isNoNegativeCost() {
    assertThat(new Costs(-1, 0.5, 2).line()).isEqualTo("cpu=0.000 switches=0.500000 allocated=2.0");
  }
}
