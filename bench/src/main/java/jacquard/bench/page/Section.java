package jacquard.bench.page;

import jacquard.bench.Result;
import jacquard.bench.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One workload on so many workers, all of it from one run: only figures of the same run may be
 * compared.
 *
 * @param run that measured
 * @param suite of the workload
 * @param workload name
 * @param text what the workload is; empty if the bench no longer has it
 * @param workers threads of each subject
 * @param tie ratio up to which two subjects are level
 * @param results the figures, one or more
 */
record Section(
    Run run,
    String suite,
    String workload,
    String text,
    int workers,
    double tie,
    List<Result> results) {

  Section {
    if (results.isEmpty()) {
      throw new IllegalArgumentException("a section needs figures, " + workload + " has none");
    }
  }

  /** What the figures count, the unit that matters most first. */
  List<String> units() {
    return results.stream().map(Result::unit).distinct().toList();
  }

  /** The unit that the ratios are in. */
  String unit() {
    return results.getFirst().unit();
  }

  /** All subjects, the best in the first unit first, those without a figure in it last. */
  List<String> subjects() {
    Set<String> names = new LinkedHashSet<>();
    ranked().forEach(result -> names.add(result.subject()));
    results.forEach(result -> names.add(result.subject()));
    return List.copyOf(names);
  }

  /** The figures in the first unit, the best first. */
  List<Result> ranked() {
    Comparator<Result> ascending = Comparator.comparingDouble(result -> result.spread().median());
    List<Result> ranked = new ArrayList<>(in(unit()));
    ranked.sort(ranked.getFirst().moreIsBetter() ? ascending.reversed() : ascending);
    return ranked;
  }

  private List<Result> in(String unit) {
    return results.stream().filter(result -> result.unit().equals(unit)).toList();
  }

  Optional<Result> figure(String subject, String unit) {
    return in(unit).stream().filter(result -> result.subject().equals(subject)).findFirst();
  }

  /** Jacquard's figure that all others are compared with: the first that the suite lists. */
  Optional<Result> own() {
    return in(unit()).stream().filter(Result::ours).findFirst();
  }

  /** What a subject costs, as a multiple of Jacquard's cost; empty if either was not measured. */
  OptionalDouble cost(String subject) {
    Optional<Result> own = own();
    Optional<Result> figure = figure(subject, unit());
    return own.isPresent() && figure.isPresent()
        ? OptionalDouble.of(figure.get().costTo(own.get()))
        : OptionalDouble.empty();
  }

  /** The peers that were measured beside Jacquard, the cheapest first. */
  List<Result> peers() {
    return own().isEmpty()
        ? List.of()
        : ranked().stream().filter(result -> !result.ours()).toList();
  }

  Standing standing(Result peer) {
    return Standing.of(cost(peer.subject()).orElseThrow(), tie);
  }

  String workersText() {
    return workers == 1 ? "1 worker" : workers + " workers";
  }

  /** Anchor of this section in the page. */
  String anchor() {
    return suite + "-" + workload + "-" + workers;
  }
}
