package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
  private static final List<Suite> SUITES = Main.suites(2);
  private static final double STEADY = 1.1;

  @Test
  void between_slowerByMoreThanTheNoise_isNamed() {
    Changes changes = between(run(own("ns/op", 95, 105)), run(own("ns/op", 145, 155)));

    assertThat(changes.anySlower()).isTrue();
    assertThat(changes.lines())
        .first()
        .asString()
        .contains("slower", "W1", "jacquard-loop", "100 -> 150", "1.50 times the cost");
  }

  @Test
  void between_roundsThatOverlap_isNoise() {
    Changes changes = between(run(own("ns/op", 90, 145)), run(own("ns/op", 140, 160)));

    assertThat(changes.anySlower()).isFalse();
    assertThat(changes.lines())
        .containsExactly("  1 figures of jacquard compared, 1 within the noise");
  }

  /**
   * The rounds of two full runs, two hours apart, of peers that were the same in both. A kept run
   * can't show this: it holds the same code once.
   */
  @ParameterizedTest
  @CsvSource({
    "1780, 1743, 2042, 2144", // jdk, W11
    "  518, 681,  511,  504", // kotlin, W11
    "  552, 561,  437,  449", // kotlin, W1
    " 3467, 3567, 3667, 3767", // jdk, W6
    "  364, 341,  402,  354", // tokio with mimalloc, W1
  })
  void between_sameCodeAnotherHour_isNoise(double a, double b, double c, double d) {
    Run before = run(own("ns/op", a, b));
    Run now = run(own("ns/op", c, d));

    String judged = "  1 figures of jacquard compared, 1 within the noise";
    assertThat(between(before, now).lines()).containsExactly(judged);
    assertThat(between(now, before).lines()).containsExactly(judged);
  }

  @Test
  void between_aKeptRunAndOursAtOneAndAHalf_isSlowerWhereRoundsAreSteady() throws Exception {
    long steadyOfAll = 0;
    for (Path file : KeptRuns.here().files()) {
      Run kept = Run.read(file);
      Run slow =
          kept.with(kept.results().stream().map(ChangesTest::atOneAndAHalf).toList(), List.of());
      long steady =
          kept.results().stream()
              .map(Result::workload)
              .distinct()
              .filter(workload -> isSteady(kept, workload))
              .count();

      List<String> lines = between(kept, slow).lines();
      assertThat(lines).as(file.toString()).noneMatch(line -> line.startsWith("  faster"));
      assertThat(lines.stream().filter(line -> line.startsWith("  slower")))
          .as(file.toString())
          .hasSizeGreaterThanOrEqualTo((int) steady);
      steadyOfAll += steady;
    }
    // Not of each: growth has one round, which is not judged.
    assertThat(steadyOfAll).isPositive();
  }

  @Test
  void between_oneRound_isNotJudged() {
    assertThat(between(run(own("ns/op", 100)), run(own("ns/op", 290, 300))).lines())
        .containsExactly(
            "  0 figures of jacquard compared, 0 within the noise",
            "  1 not compared, a run has one round of them: use --rounds 2 or more");
  }

  @Test
  void between_unitThatIsNotTheFirst_isNotCompared() {
    Run before = run(own("ns/op", 95, 105), own("bytes/op", 10, 11));
    Run now = run(own("ns/op", 95, 105), own("bytes/op", 90, 91));

    assertThat(between(before, now).lines())
        .containsExactly("  1 figures of jacquard compared, 1 within the noise");
  }

  @Test
  void between_fewerRequests_isSlower() {
    Run before = run(own("requests/s", 190, 210));

    assertThat(between(before, run(own("requests/s", 90, 110))).anySlower()).isTrue();
    assertThat(between(before, run(own("requests/s", 390, 410))).anySlower()).isFalse();
  }

  @Test
  void between_peersSlowerAsWell_isTheMachine() {
    Run before = run(own("ns/op", 95, 105), peer(48, 52));
    Run now = run(own("ns/op", 145, 155), peer(72, 78));

    assertThat(between(before, now).anySlower()).isFalse();
  }

  @Test
  void between_aPeerMovedAsFar_isNoise() {
    Run before =
        run(own("ns/op", 95, 105), peer("a", 50, 51), peer("b", 50, 51), peer("c", 50, 51));
    Run now = run(own("ns/op", 145, 155), peer("a", 50, 51), peer("b", 50, 51), peer("c", 24, 25));

    assertThat(between(before, now).anySlower()).isFalse();
  }

  @Test
  void between_faster_isNoFailure() {
    Changes changes = between(run(own("ns/op", 95, 105)), run(own("ns/op", 45, 55)));

    assertThat(changes.anySlower()).isFalse();
    assertThat(changes.lines()).first().asString().contains("faster", "0.50 times the cost");
  }

  @Test
  void between_figureThatOneRunLacks_isNotCompared() {
    assertThat(between(run(), run(own("ns/op", 1, 3))).lines())
        .containsExactly("  0 figures of jacquard compared, 0 within the noise");
  }

  private static Changes between(Run before, Run now) {
    return Changes.between(before, now, SUITES);
  }

  /** Whether the rounds of our first figure on a workload lie near each other. */
  private static boolean isSteady(Run run, String workload) {
    return run.results().stream()
        .filter(result -> result.workload().equals(workload))
        .filter(result -> result.subject().equals("jacquard-loop"))
        .limit(1)
        .filter(result -> result.rounds() > 1)
        .anyMatch(result -> result.spread().max() < STEADY * result.spread().min());
  }

  private static Result atOneAndAHalf(Result result) {
    double factor = result.moreIsBetter() ? 1 / 1.5 : 1.5;
    return result.subject().startsWith("jacquard")
        ? with(result, result.spread().min() * factor, result.spread().max() * factor)
        : result;
  }

  private static Result with(Result result, double... rounds) {
    return new Result(
        result.suite(),
        result.workload(),
        result.subject(),
        result.version(),
        result.workers(),
        result.unit(),
        Spread.of(rounds),
        rounds.length,
        0,
        DoubleStream.of(rounds).boxed().toList(),
        List.of());
  }

  private static Result own(String unit, double... rounds) {
    return result("jacquard-loop", unit, rounds);
  }

  private static Result peer(double... rounds) {
    return peer("jdk", rounds);
  }

  private static Result peer(String name, double... rounds) {
    return result(name, "ns/op", rounds);
  }

  private static Result result(String subject, String unit, double... rounds) {
    return new Result("core", "W1", subject, "1", 2, unit, Spread.of(rounds), rounds.length, 0);
  }

  private static Run run(Result... results) {
    return Run.beginning(Effort.FULL).with(List.of(results), List.of());
  }
}
