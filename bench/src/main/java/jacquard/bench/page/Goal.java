package jacquard.bench.page;

import jacquard.bench.Result;
import jacquard.bench.Spread;
import jacquard.bench.Suite;
import java.util.List;
import java.util.Optional;

/**
 * A figure that Jacquard should reach, as a line of {@code goals.txt} states it.
 *
 * @param suite of the workload, or {@value #ANY}
 * @param workload name, or {@value #ANY}
 * @param workers that it is meant for, or {@value #ANY}
 * @param subject of ours
 * @param bound to reach
 */
record Goal(String suite, String workload, String workers, String subject, Bound bound) {
  private static final String ANY = "*";
  private static final int FIELDS = 5;

  /** The goals of a file, those for any workload as one for each that the suites have. */
  static List<Goal> each(List<String> lines, List<Suite> suites) {
    return parse(lines).stream().flatMap(goal -> goal.each(suites).stream()).toList();
  }

  /** Reads a file of goals; blank lines and those that begin with # are left out. */
  static List<Goal> parse(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(Goal::parse)
        .toList();
  }

  private static Goal parse(String line) {
    String[] fields = line.split(" +", FIELDS);
    if (fields.length < FIELDS) {
      throw new IllegalArgumentException("a goal has " + FIELDS + " fields: '" + line + "'");
    }
    return new Goal(fields[0], fields[1], fields[2], fields[3], Bound.parse(fields[4]));
  }

  /** The same goal for each workload that it is meant for, whether a run has measured it or not. */
  List<Goal> each(List<Suite> suites) {
    if (!workload.equals(ANY)) {
      return List.of(this);
    }
    return suites.stream()
        .filter(candidate -> matches(suite, candidate.name()))
        .flatMap(candidate ->
            candidate.workloads().stream()
                .map(entry -> new Goal(candidate.name(), entry.name(), workers, subject, bound)))
        .toList();
  }

  /** What became of the goal, which is for one workload: a verdict for each section of it. */
  List<Verdict> check(List<Section> sections) {
    List<Verdict> verdicts =
        sections.stream()
            .filter(this::isFor)
            .flatMap(section -> verdict(section).stream())
            .toList();
    return verdicts.isEmpty() ? List.of(new Verdict.NotMeasured(this)) : verdicts;
  }

  private boolean isFor(Section section) {
    return matches(suite, section.suite())
        && workload.equals(section.workload())
        && matches(workers, Integer.toString(section.workers()));
  }

  private static boolean matches(String wanted, String actual) {
    return wanted.equals(ANY) || wanted.equals(actual);
  }

  private Optional<Verdict> verdict(Section section) {
    return switch (bound) {
      case Bound.Absolute(var side, var value, var unit) ->
          section
              .figure(subject, unit)
              .map(own -> new Verdict.Measured(this, section, own.spread(), side, value, unit));
      case Bound.Relative(var side, var factor, var peer) ->
          section
              .figure(subject, section.unit())
              .flatMap(own ->
                  section
                      .figure(peer, section.unit())
                      .map(other -> verdict(section, own, other, side, factor)));
      case Bound.FirstOfJvm() ->
          section
              .figure(subject, section.unit())
              .flatMap(own ->
                  section.peers().stream()
                      .filter(Result::runsOnJvm)
                      .findFirst()
                      .map(best -> verdict(section, own, best, side(own), 1)));
    };
  }

  private static Bound.Side side(Result own) {
    return own.moreIsBetter() ? Bound.Side.AT_LEAST : Bound.Side.AT_MOST;
  }

  private Verdict verdict(
      Section section, Result own, Result peer, Bound.Side side, double factor) {
    Spread mine = own.spread();
    Spread theirs = peer.spread();
    Spread ratio =
        new Spread(
            mine.median() / theirs.median(), mine.min() / theirs.max(), mine.max() / theirs.min());
    return new Verdict.Measured(this, section, ratio, side, factor, "× " + peer.subject());
  }
}
