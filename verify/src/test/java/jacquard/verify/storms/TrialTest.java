package jacquard.verify.storms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final Trial.Size SIZE = new Trial.Size(1, 1, List.of());

  @Test
  void run_aProcessThatFails_saysWhy() throws Exception {
    Crowd stranger = new Crowd("a stranger", _ -> {});

    Outcome outcome = new Trial("loop", stranger, Trial.Before.NOTHING, SIZE).run();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.why())
                    .startsWith("ended with status 1 (")
                    .contains("IllegalArgumentException: no crowd is called 'a stranger'"));
  }

  @Test
  void all_ofAnEngine_haveNamesOfTheirOwn() {
    assertThat(Trial.all("loop", SIZE))
        .hasSize(Crowd.all().size() * Trial.Before.values().length)
        .extracting(Trial::name)
        .doesNotHaveDuplicates()
        .doesNotContain(Trial.twin("loop", SIZE).name())
        .contains("loop engine, Clock.sleep, at the start");
  }
}
