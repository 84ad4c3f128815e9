package jacquard.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.bench.Home;
import jacquard.bench.Main;
import jacquard.bench.Spread;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoalTest {
  private static final List<Section> SECTIONS =
      Runs.sections(
          Runs.core("W1", "jacquard-loop", 40),
          Runs.core("W1", "jdk", 50),
          Runs.core("W1", "jox", 30),
          Runs.core("W1", "tokio", 100),
          Runs.http("json", "jacquard-loop", 120),
          Runs.http("json", "hyper", 100));

  @ParameterizedTest
  @CsvSource({
    "core W1 2 jacquard-loop <= 0.4 x tokio,    true,  0.4",
    "core W1 2 jacquard-loop <= 0.39 x tokio,   false, 0.4",
    "core W1 * jacquard-loop <= 0.8 x jdk,      true,  0.8",
    "core W1 2 jacquard-loop <= 40 ns/op,       true,  40",
    "core W1 2 jacquard-loop <= 39 ns/op,       false, 40",
    "http json * jacquard-loop >= 1.2 x hyper,  true,  1.2",
    "http json * jacquard-loop >= 1.25 x hyper, false, 1.2",
    "core W1 * jacquard-loop first of JVM,      false, 1.3333333333333333",
  })
  void check_measured_comparesTheMedians(String line, boolean met, double reached) {
    assertThat(check(line))
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Measured.class,
            verdict -> {
              assertThat(verdict.met()).isEqualTo(met);
              assertThat(verdict.reached().median()).isEqualTo(reached);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core W1 1 jacquard-loop <= 0.4 x tokio",
        "core W1 2 jacquard-loop <= 0.4 x kotlin",
        "core W2 2 jacquard-loop <= 0.4 x tokio",
        "core W1 2 jacquard-handlers <= 0.4 x tokio",
        "core W1 2 jacquard-loop <= 9 bytes/op",
        // No peer on the JVM was measured.
        "http json * jacquard-loop first of JVM",
      })
  void check_whatNoRunHas_isNotMeasured(String line) {
    assertThat(check(line)).singleElement().isInstanceOf(Verdict.NotMeasured.class);
  }

  @Test
  void check_roundsOnBothSidesOfTheBound_areSaidToBe() {
    List<Section> sections =
        Runs.sections(
            Runs.result("core", "W1", "jacquard-loop", "ns/op", new Spread(40, 30, 90)),
            Runs.core("W1", "tokio", 50));

    assertThat(
            Goal.parse(List.of("core W1 2 jacquard-loop <= 1 x tokio")).getFirst().check(sections))
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Measured.class,
            verdict -> {
              assertThat(verdict.met()).isTrue();
              assertThat(verdict.withinSpread()).isTrue();
              assertThat(verdict.reached()).isEqualTo(new Spread(0.8, 0.6, 1.8));
            });
  }

  @Test
  void each_anyWorkload_isEveryOneThatTheSuiteHas() {
    Goal any = Goal.parse(List.of("core * 2 jacquard-loop first of JVM")).getFirst();
    List<Goal> each = any.each(Main.suites(2));

    assertThat(each)
        .extracting(Goal::workload)
        .startsWith("W1", "W2")
        .contains("W11")
        .doesNotContain("json", "W1@1k");
    assertThat(each.getFirst().check(SECTIONS)).hasOnlyElementsOfType(Verdict.Measured.class);
    assertThat(each.get(1).check(SECTIONS)).hasOnlyElementsOfType(Verdict.NotMeasured.class);
    assertThat(each.getFirst().each(Main.suites(2))).containsExactly(each.getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"core W1 2 jacquard-loop < 3 x tokio", "core W1 2 jacquard-loop"})
  void parse_mistake_isNamed(String line) {
    assertThatThrownBy(() -> Goal.parse(List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'");
  }

  @Test
  void parse_theFileOfGoals_namesWorkloadsSubjectsAndUnitsThatExist() throws Exception {
    List<Goal> goals = Goal.parse(Files.readAllLines(Home.resolve("goals.txt")));

    assertThat(goals).hasSizeGreaterThan(20);
    assertThat(goals)
        .allSatisfy(goal -> {
          assertThat(names(goal.suite(), false)).contains(goal.subject());
          if (!goal.workload().equals("*")) {
            assertThat(names(goal.suite(), true)).contains(goal.workload());
          }
          if (goal.bound() instanceof Bound.Relative(_, _, var peer)) {
            assertThat(names(goal.suite(), false)).contains(peer);
          }
          if (goal.bound() instanceof Bound.Absolute(_, _, var unit)) {
            assertThat(units(goal.suite())).contains(unit);
          }
        });
  }

  private static List<String> names(String suite, boolean workloads) {
    return Main.suites(2).stream()
        .filter(candidate -> suite.equals("*") || candidate.name().equals(suite))
        .flatMap(candidate -> (workloads ? candidate.workloads() : candidate.subjects()).stream())
        .map(jacquard.bench.Suite.Entry::name)
        .toList();
  }

  private static List<String> units(String suite) {
    return Main.suites(2).stream()
        .filter(candidate -> candidate.name().equals(suite))
        .flatMap(candidate -> candidate.comparison().units().stream())
        .toList();
  }

  private static List<Verdict> check(String line) {
    return Goal.parse(List.of("# a comment", "", line)).getFirst().check(SECTIONS);
  }
}
