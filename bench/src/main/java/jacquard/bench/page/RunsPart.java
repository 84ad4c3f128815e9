package jacquard.bench.page;

import jacquard.bench.Effort;
import jacquard.bench.Result;
import jacquard.bench.Run;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The runs that the page is made of, each with a letter to refer to it.
 *
 * @param runs in the order of their letters
 */
record RunsPart(List<Run> runs) {
  /** The suite that tries nothing again, however many its rounds: see {@link Effort#brief}. */
  private static final String BRIEF = "growth";

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** The runs that these sections are from. */
  static RunsPart of(List<Section> sections) {
    return new RunsPart(sections.stream().map(Section::run).distinct().toList());
  }

  /** A link that says which run something is from. */
  Element reference(Run run) {
    return Element.of("a", name(run)).with("href", "#" + anchor(run));
  }

  private String name(Run run) {
    return "run " + letter(run) + " of " + moment(run);
  }

  private String letter(Run run) {
    return Character.toString('A' + runs.indexOf(run));
  }

  private String anchor(Run run) {
    return "run-" + letter(run);
  }

  private static String moment(Run run) {
    return MOMENT.format(Instant.parse(run.begun()));
  }

  /** All runs with their machines. */
  Element list() {
    Element list = Element.of("ul").with("class", "runs");
    runs.forEach(run -> list.add(item(run)));
    return list;
  }

  private Element item(Run run) {
    Element item =
        Element.of("li")
            .with("id", anchor(run))
            .add(Element.of("strong", "Run " + letter(run)))
            .text(" · " + moment(run) + " · commit ")
            .add(Element.of("code", run.commit()))
            .text(run.commit().endsWith("-dirty") ? " (with changes that are not in it)" : "")
            .text(" · " + run.machine() + " · " + effort(run));
    if (!run.failures().isEmpty()) {
      Element failures = Element.of("ul").with("class", "failures");
      run.failures().forEach(line -> failures.add(Element.of("li", "Failed: " + line)));
      item.add(failures);
    }
    return item;
  }

  /**
   * How the figures were taken: what was asked for, and of which workloads one round was enough.
   */
  private static String effort(Run run) {
    Effort effort = run.effort();
    Map<String, Integer> rounds = new LinkedHashMap<>();
    run.results().forEach(result -> rounds.merge(result.workload(), result.rounds(), Math::max));
    List<String> once =
        rounds.entrySet().stream()
            .filter(workload -> workload.getValue() == 1 && effort.rounds() > 1)
            .map(Map.Entry::getKey)
            .toList();
    String asked = effort.rounds() == 1 ? "1 round" : effort.rounds() + " rounds";
    String usual = asked + ", " + care(run);
    if (once.isEmpty()) {
      return usual;
    }
    String taken = "1 round, taken as it came";
    return once.size() == rounds.size()
        ? taken
        : usual + "; of " + String.join(", ", once) + " " + taken;
  }

  /** What was done about a noisy measurement. */
  private static String care(Run run) {
    if (run.effort().forALook()) {
      return "a quick look";
    }
    if (run.results().stream().map(Result::suite).allMatch(BRIEF::equals)) {
      return run.effort().rounds() == 1 ? "taken as it came" : "taken as they came";
    }
    return "a noisy measurement tried " + run.effort().attempts() + " times";
  }

  /** Whether some figures are of a look, which nobody should quote. */
  boolean anyLook() {
    return runs.stream().map(Run::effort).anyMatch(Effort::forALook);
  }
}
