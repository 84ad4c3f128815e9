package jacquard.bench.http;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.NativePeers;
import jacquard.bench.Series;
import jacquard.bench.Suite;
import jacquard.bench.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP servers, one process for each server and workload. All servers of a workload are started,
 * checked and warmed up with the same number of requests; then each round loads one after the other
 * for a short window, while the others are idle.
 */
public final class HttpSuite implements Suite {
  static final String NAME = "http";

  /** Subject that the ratios are to. */
  private static final String BASELINE = "hyper";

  private final Optional<Profile> profile;

  /**
   * A suite.
   *
   * @param profile where to keep recordings of the subjects on the JVM, if that is wanted
   */
  public HttpSuite(Optional<Profile> profile) {
    this.profile = profile;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Entry> workloads() {
    return Arrays.stream(HttpWorkload.values())
        .map(workload -> new Entry(workload.label(), workload.text()))
        .toList();
  }

  @Override
  public List<Entry> subjects() {
    return HttpSubject.all().stream()
        .map(subject ->
            new Entry(
                subject.name(),
                Wrk.missing()
                    .or(subject::missing)
                    .map(reason -> "skipped: " + reason)
                    .orElse(subject.version())))
        .toList();
  }

  @Override
  public Comparison comparison() {
    return new Comparison(
        BASELINE,
        List.of(LoadRounds.PER_CPU_SECOND, LoadRounds.PER_SECOND),
        "server on one core, load on another; ratio above 1 = more requests than " + BASELINE);
  }

  @Override
  public double tie() {
    return 1.15;
  }

  @Override
  public Outcome run(Selection selection, Effort effort, Console console)
      throws InterruptedException {
    Optional<String> noLoad = Wrk.missing();
    if (noLoad.isPresent()) {
      console.line(NAME + " skipped: " + noLoad.get());
      return new Outcome(List.of(), List.of());
    }
    List<HttpSubject> subjects = startable(selection, console);
    List<Series> series = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (HttpWorkload workload : HttpWorkload.values()) {
      if (selection.workloads().contains(workload.label())) {
        try (LoadRounds rounds = new LoadRounds(workload, effort, profile, console)) {
          rounds.start(subjects);
          rounds.run();
          series.addAll(rounds.series());
          failures.addAll(rounds.failures());
        }
      }
    }
    return Outcome.of(series, failures);
  }

  private static List<HttpSubject> startable(Selection selection, Console console)
      throws InterruptedException {
    List<HttpSubject> chosen =
        HttpSubject.all().stream()
            .filter(subject -> selection.subjects().contains(subject.name()))
            .toList();
    Map<NativePeers, String> unbuilt =
        NativePeers.buildAll(
            chosen.stream().flatMap(subject -> subject.toolchain().stream()).toList(), console);
    List<HttpSubject> startable = new ArrayList<>();
    for (HttpSubject subject : chosen) {
      Optional<String> missing = subject.toolchain().map(unbuilt::get);
      if (missing.isPresent()) {
        console.line(subject.name() + " skipped: " + missing.get());
      } else {
        startable.add(subject);
      }
    }
    return startable;
  }
}
