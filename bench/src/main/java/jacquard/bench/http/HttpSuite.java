package jacquard.bench.http;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.NativePeers;
import jacquard.bench.Series;
import jacquard.bench.Subject;
import jacquard.bench.Suite;
import jacquard.bench.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HTTP servers, one process for each server and workload. All subjects of a workload are made
 * ready; then each round measures one after the other for a short window, while the others are
 * idle.
 */
public final class HttpSuite implements Suite {
  static final String NAME = "http";

  /** Subject that the ratios are to. */
  private static final String BASELINE = "hyper";

  private final Optional<Profile> profile;
  private final boolean roundsAsked;

  /**
   * A suite.
   *
   * @param profile where to keep recordings of the subjects on the JVM, if that is wanted
   * @param roundsAsked whether to take as many rounds of every workload as the effort says; else
   *     one of those that are settled at once
   */
  public HttpSuite(Optional<Profile> profile, boolean roundsAsked) {
    this.profile = profile;
    this.roundsAsked = roundsAsked;
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
  public Set<String> notForALook() {
    return Arrays.stream(HttpWorkload.values())
        .filter(workload -> !workload.isForALook())
        .map(HttpWorkload::label)
        .collect(Collectors.toUnmodifiableSet());
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
        HttpUnit.ALL,
        "server on one core, load on another; ratio = figure to that of " + BASELINE);
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
    List<HttpSubject> chosen =
        HttpSubject.all().stream()
            .filter(subject -> selection.subjects().contains(subject.name()))
            .toList();
    List<HttpWorkload> workloads = chosen(selection, console);
    Map<NativePeers, String> unbuilt = NativePeers.buildAll(toolchains(workloads, chosen), console);
    List<HttpSubject> subjects = Subject.startable(chosen, unbuilt, profile.isPresent(), console);
    SystemCalls.missing()
        .ifPresent(reason -> console.line(HttpUnit.SYSTEM_CALLS + " left out: " + reason));
    List<Series> series = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (HttpWorkload workload : workloads) {
      if (workload == HttpWorkload.LATENCY && unbuilt.containsKey(NativePeers.RUST)) {
        console.line(workload.label() + " skipped: " + unbuilt.get(NativePeers.RUST));
        continue;
      }
      try (Trial trial = trial(workload, effort, console)) {
        Rounds rounds = new Rounds(workload, trial, spent(workload, effort), console);
        rounds.run(subjects);
        series.addAll(rounds.series());
        failures.addAll(rounds.failures());
      }
    }
    return Outcome.of(series, failures);
  }

  /** The chosen workloads; says of those that can't be recorded, where that is wanted, why not. */
  List<HttpWorkload> chosen(Selection selection, Console console) {
    List<HttpWorkload> chosen = new ArrayList<>();
    for (HttpWorkload workload : HttpWorkload.values()) {
      if (selection.workloads().contains(workload.label())) {
        if (profile.isPresent() && workload.isSettledAtOnce()) {
          console.line(workload.label() + " skipped: --profile records servers under load");
        } else {
          chosen.add(workload);
        }
      }
    }
    return chosen;
  }

  /** How long to measure a workload. */
  Effort spent(HttpWorkload workload, Effort effort) {
    return workload.isSettledAtOnce() && !roundsAsked ? effort.once() : effort;
  }

  private Trial trial(HttpWorkload workload, Effort effort, Console console) {
    WarmUp warmUp = new WarmUp(workload, effort, Wrk::load, OpenLoop::p99Micros);
    WarmServers servers = new WarmServers(workload, warmUp, console);
    return switch (workload) {
      case PLAINTEXT, PLAINTEXT_256, PIPELINED, JSON, ECHO, SLEEP, LATENCY ->
          recorded(
              workload,
              servers,
              new LoadedTrial(workload, effort, servers, generator(workload)),
              console);
      case IDLE -> IdleTrial.here(workload);
      case START, START_AOT -> new StartTrial(workload, effort);
    };
  }

  /** A latency has a rate, which {@link Wrk} can't keep. */
  static Load.Generator generator(HttpWorkload workload) {
    return workload == HttpWorkload.LATENCY ? OpenLoop::load : Wrk::load;
  }

  private Trial recorded(HttpWorkload workload, WarmServers servers, Trial trial, Console console) {
    return profile
        .<Trial>map(wanted -> new RecordedTrial(workload, servers, trial, wanted, console))
        .orElse(trial);
  }

  /** What subjects need, and the load generator for latencies, which is built beside the peers. */
  private static Set<NativePeers> toolchains(
      List<HttpWorkload> workloads, List<HttpSubject> subjects) {
    Set<NativePeers> toolchains = EnumSet.noneOf(NativePeers.class);
    subjects.forEach(subject -> subject.toolchain().ifPresent(toolchains::add));
    if (workloads.contains(HttpWorkload.LATENCY)) {
      toolchains.add(NativePeers.RUST);
    }
    return toolchains;
  }
}
