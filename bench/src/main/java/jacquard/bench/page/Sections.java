package jacquard.bench.page;

import jacquard.bench.Result;
import jacquard.bench.Run;
import jacquard.bench.Suite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses for each workload the newest run that measured it.
 *
 * @param suites that the bench has, in the order of the page
 */
record Sections(List<Suite> suites) {

  private record Key(String suite, String workload, int workers) {
    static Key of(Result result) {
      return new Key(result.suite(), result.workload(), result.workers());
    }
  }

  /** The sections of the page: suites and workloads in their order, unknown ones last. */
  List<Section> of(List<Run> runs) {
    Map<Key, Run> newest = new LinkedHashMap<>();
    runs.stream()
        .sorted(Comparator.comparing(run -> Instant.parse(run.begun())))
        .forEach(run -> run.results().forEach(result -> newest.put(Key.of(result), run)));
    List<Section> sections = new ArrayList<>();
    newest.forEach((key, run) -> sections.add(section(key, run)));
    List<Key> order =
        suites.stream()
            .flatMap(suite ->
                suite.workloads().stream().map(entry -> new Key(suite.name(), entry.name(), 0)))
            .toList();
    sections.sort(
        Comparator.<Section>comparingInt(section -> rank(section, order))
            .thenComparing(Section::suite)
            .thenComparing(Comparator.comparingInt(Section::workers).reversed()));
    return sections;
  }

  private static int rank(Section section, List<Key> order) {
    int index = order.indexOf(new Key(section.suite(), section.workload(), 0));
    return index < 0 ? order.size() : index;
  }

  private Section section(Key key, Run run) {
    Optional<Suite> suite =
        suites.stream().filter(candidate -> candidate.name().equals(key.suite)).findFirst();
    String text =
        suite.stream()
            .flatMap(known -> known.workloads().stream())
            .filter(entry -> entry.name().equals(key.workload))
            .map(Suite.Entry::text)
            .findFirst()
            .orElse("");
    List<Result> results =
        run.results().stream().filter(result -> Key.of(result).equals(key)).toList();
    double tie = suite.map(Suite::tie).orElse(Suite.TIE);
    return new Section(run, key.suite, key.workload, text, key.workers, tie, results);
  }
}
