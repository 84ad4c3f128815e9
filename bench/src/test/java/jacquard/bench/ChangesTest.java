package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {

  @Test
  void between_slowerByMoreThanTheNoise_isNamed() {
    Changes changes =
        Changes.between(run(own("ns/op", 90, 100, 110)), run(own("ns/op", 140, 150, 160)));

    assertThat(changes.anySlower()).isTrue();
    assertThat(changes.lines())
        .first()
        .asString()
        .contains("slower", "W1", "jacquard-loop", "100 -> 150", "1.50 times the cost");
  }

  @Test
  void between_roundsThatOverlap_isNoise() {
    Changes changes =
        Changes.between(run(own("ns/op", 90, 100, 145)), run(own("ns/op", 140, 150, 160)));

    assertThat(changes.anySlower()).isFalse();
    assertThat(changes.lines())
        .containsExactly("  1 figures of jacquard compared, 1 within the noise");
  }

  @Test
  void between_fewerRequests_isSlower() {
    assertThat(
            Changes.between(
                    run(own("requests/s", 190, 200, 210)), run(own("requests/s", 90, 100, 110)))
                .anySlower())
        .isTrue();
  }

  @Test
  void between_peersSlowerAsWell_isTheMachine() {
    Changes changes =
        Changes.between(
            run(own("ns/op", 90, 100, 110), peer(40, 50, 60)),
            run(own("ns/op", 140, 150, 160), peer(70, 75, 80)));

    assertThat(changes.anySlower()).isFalse();
  }

  @Test
  void between_faster_isNoFailure() {
    Changes changes =
        Changes.between(run(own("ns/op", 90, 100, 110)), run(own("ns/op", 40, 50, 60)));

    assertThat(changes.anySlower()).isFalse();
    assertThat(changes.lines()).first().asString().contains("faster", "0.50 times the cost");
  }

  @Test
  void between_figureThatOneRunLacks_isNotCompared() {
    assertThat(Changes.between(run(), run(own("ns/op", 1, 2, 3))).lines())
        .containsExactly("  0 figures of jacquard compared, 0 within the noise");
  }

  private static Result own(String unit, double min, double median, double max) {
    return result("jacquard-loop", unit, new Spread(median, min, max));
  }

  private static Result peer(double min, double median, double max) {
    return result("jdk", "ns/op", new Spread(median, min, max));
  }

  private static Result result(String subject, String unit, Spread spread) {
    return new Result("core", "W1", subject, "1", 2, unit, spread, 5, 0);
  }

  private static Run run(Result... results) {
    return Run.beginning(Effort.FULL).with(List.of(results));
  }
}
