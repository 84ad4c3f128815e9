package jacquard.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jacquard.bench.Run;
import org.junit.jupiter.api.Test;

class SectionsTest {

  @Test
  void of_severalRuns_takesEachWorkloadWholeFromTheNewest() {
    Run old =
        Runs.run(
            "2026-11-20T10:00:00Z",
            Runs.core("W1", "jacquard-loop", 100),
            Runs.core("W1", "tokio", 200),
            Runs.core("W2", "jacquard-loop", 100));
    Run recent = Runs.run("2026-11-24T10:00:00Z", Runs.core("W1", "jacquard-loop", 90));

    assertThat(Runs.sections(recent, old))
        .satisfiesExactly(
            first -> {
              assertThat(first.workload()).isEqualTo("W1");
              assertThat(first.run()).isEqualTo(recent);
              assertThat(first.subjects()).containsExactly("jacquard-loop");
            },
            second -> {
              assertThat(second.workload()).isEqualTo("W2");
              assertThat(second.run()).isEqualTo(old);
            });
  }

  @Test
  void of_anyOrder_followsTheSuitesAndPutsTheUnknownLast() {
    assertThat(
            Runs.sections(
                Runs.result("new", "X", "jdk", "ms", new jacquard.bench.Spread(1, 1, 1)),
                Runs.http("sleep", "hyper", 1),
                Runs.core("W9", "jdk", 1),
                Runs.core("W1", "jdk", 1),
                Runs.core("W1-huge", "jdk", 1)))
        .extracting(Section::workload)
        .containsExactly("W1", "W9", "sleep", "W1-huge", "X");
  }

  @Test
  void cost_timesAndRates_isAboveOneForWhoNeedsMore() {
    Section time =
        Runs.sections(Runs.core("W1", "jacquard-loop", 50), Runs.core("W1", "jdk", 125)).getFirst();
    Section rate =
        Runs.sections(Runs.http("json", "jacquard-loop", 50), Runs.http("json", "hyper", 125))
            .getFirst();

    assertThat(time.cost("jdk").orElseThrow()).isCloseTo(2.5, within(1e-9));
    assertThat(rate.cost("hyper").orElseThrow()).isCloseTo(0.4, within(1e-9));
    assertThat(time.ranked().getFirst().subject()).isEqualTo("jacquard-loop");
    assertThat(rate.ranked().getFirst().subject()).isEqualTo("hyper");
  }

  @Test
  void standing_aroundTheTie_isSymmetric() {
    assertThat(Standing.of(1.31, 1.3)).isEqualTo(Standing.AHEAD);
    assertThat(Standing.of(1.3, 1.3)).isEqualTo(Standing.LEVEL);
    assertThat(Standing.of(1 / 1.3, 1.3)).isEqualTo(Standing.LEVEL);
    assertThat(Standing.of(1 / 1.31, 1.3)).isEqualTo(Standing.BEHIND);
  }
}
