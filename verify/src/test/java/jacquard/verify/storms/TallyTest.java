package jacquard.verify.storms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Trial.Size SIZE = new Trial.Size(100, 3, List.of());
  private static final Outcome SOUND = ended(10);
  private static final Outcome STORM = ended(11);

  private final Tally tally = new Tally(SIZE);

  @Test
  void figure_soundTrialsBesideATwinThatStorms_holds() {
    tally.addTwin(STORM);
    tally.add(SOUND);

    assertThat(tally.figure().holds()).isTrue();
    assertThat(tally.figure().text())
        .isEqualTo(
            "1 trials of 300 waits, 0 storms, 0 failed; at most 10 deoptimizations in one"
                + " (allowed: 10); 1 of 1 weakened twins storm");
  }

  @Test
  void figure_aStorm_doesNotHold() {
    tally.addTwin(STORM);
    tally.add(SOUND);
    tally.add(STORM);

    assertThat(tally.figure().holds()).isFalse();
    assertThat(tally.figure().text()).contains("2 trials", "1 storms");
  }

  @Test
  void figure_aTwinWithoutAStorm_doesNotHold() {
    tally.addTwin(STORM);
    tally.addTwin(SOUND);
    tally.add(SOUND);

    assertThat(tally.figure().holds()).isFalse();
    assertThat(tally.figure().text()).contains("1 of 2 weakened twins");
  }

  @Test
  void figure_nothingTried_doesNotHold() {
    tally.addTwin(STORM);

    assertThat(tally.figure().holds()).isFalse();
  }

  @Test
  void figure_aTrialWhoseLogSaysNothing_hasFailed() {
    tally.addTwin(STORM);
    tally.add(SOUND);
    tally.add(ended(0));

    assertThat(tally.figure().holds()).isFalse();
    assertThat(tally.figure().text()).contains("2 trials", "1 failed");
  }

  private static Outcome ended(long traps) {
    return Outcome.of(0, new Traps(traps, Map.of()), "");
  }
}
