package jacquard.bench.core;

import jacquard.bench.AotCache;
import jacquard.bench.Children;
import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.Measurement;
import jacquard.bench.MeasurementException;
import jacquard.bench.NativePeers;
import jacquard.bench.Series;
import jacquard.bench.Subject;
import jacquard.bench.Suite;
import jacquard.bench.Turns;
import jacquard.bench.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tasks and channels: one fresh process for each round, workload and subject, in that order, so
 * that what disturbs the machine for a while disturbs all subjects alike.
 */
public final class CoreSuite implements Suite {
  /** Subject that the ratios are to. */
  private static final String BASELINE = "jacquard-loop";

  private static final long PROCESS_SECONDS_MAX = 120;

  private final String name;
  private final String legend;
  private final List<CoreCase> cases;
  private final List<CoreSubject> subjects;
  private final UnaryOperator<Effort> share;
  private final Optional<Profile> profile;
  private final Processes processes;

  /** Runs a process to its end. */
  interface Processes {
    /** What it printed. */
    String output(List<String> command) throws MeasurementException, InterruptedException;
  }

  private CoreSuite(
      String name,
      String legend,
      List<CoreCase> cases,
      List<CoreSubject> subjects,
      UnaryOperator<Effort> share,
      Optional<Profile> profile,
      Processes processes) {
    this.name = name;
    this.legend = legend;
    this.cases = cases;
    this.subjects = subjects;
    this.share = share;
    this.profile = profile;
    this.processes = processes;
  }

  /**
   * Every workload at its usual size, for every subject.
   *
   * @param workers threads on which the subjects run their tasks
   * @param profile where to keep recordings of the subjects on the JVM, if that is wanted
   */
  public static CoreSuite whole(int workers, Optional<Profile> profile) {
    return whole(workers, profile, CoreSuite::output);
  }

  static CoreSuite whole(int workers, Optional<Profile> profile, Processes processes) {
    return new CoreSuite(
        "core",
        workers + " workers",
        wholeCases(workers),
        CoreSubject.all(),
        UnaryOperator.identity(),
        profile,
        processes);
  }

  private static String output(List<String> command)
      throws MeasurementException, InterruptedException {
    return Children.output(command, PROCESS_SECONDS_MAX);
  }

  private static List<CoreCase> wholeCases(int workers) {
    List<CoreCase> cases = new ArrayList<>();
    for (CoreWorkload workload : CoreWorkload.values()) {
      cases.add(CoreCase.of(workload, workers));
      if (workload == CoreWorkload.W6) {
        cases.add(CoreCase.cached(workload, workers));
      }
    }
    return cases;
  }

  /**
   * How cost grows with the number of tasks and of workers.
   *
   * @param profile where to keep recordings of the subjects on the JVM, if that is wanted
   * @param roundsAsked whether to take as many rounds as the effort says; else one
   */
  public static CoreSuite growth(Optional<Profile> profile, boolean roundsAsked) {
    return new CoreSuite(
        "growth",
        "W1@10k = 10,000 tasks on 2 workers, W1/1 = 1 worker",
        Growth.cases(),
        CoreSubject.all().stream()
            .filter(subject -> Growth.SUBJECTS.contains(subject.name()))
            .toList(),
        effort -> roundsAsked ? effort.brief() : effort.once().brief(),
        profile,
        CoreSuite::output);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Entry> workloads() {
    return cases.stream().map(CoreCase::entry).toList();
  }

  @Override
  public Set<String> notForALook() {
    return cases.stream()
        .filter(measured -> !measured.isForALook())
        .map(CoreCase::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<Entry> subjects() {
    return subjects.stream().map(CoreSuite::entry).toList();
  }

  private static Entry entry(CoreSubject subject) {
    return new Entry(
        subject.name(),
        subject.missing().map(reason -> "skipped: " + reason).orElse(subject.version()));
  }

  @Override
  public Comparison comparison() {
    return new Comparison(
        BASELINE,
        List.of(
            CoreWorkload.NANOS,
            CoreWorkload.RESIDENT,
            CoreWorkload.CPU_NANOS,
            CoreWorkload.COLD,
            CoreWorkload.SWITCHES,
            CoreWorkload.BYTES),
        legend + ", time of one operation; ratio above 1 = slower than " + BASELINE);
  }

  @Override
  public Outcome run(Selection selection, Effort asked, Console console)
      throws InterruptedException {
    Effort effort = share.apply(asked);
    Turns turns = new Turns(name, console);
    List<Cell> cells = trained(cells(selection, startable(selection, console)), effort, turns);
    turns.run(effort.rounds(), cells, Cell::name, cell -> measure(cell, effort, console));
    return Outcome.of(
        cells.stream().flatMap(cell -> cell.series.values().stream()).toList(), turns.failures());
  }

  /** The chosen subjects that can run here; says of the others why not. */
  private List<CoreSubject> startable(Selection selection, Console console)
      throws InterruptedException {
    List<CoreSubject> chosen =
        subjects.stream().filter(subject -> selection.subjects().contains(subject.name())).toList();
    Map<NativePeers, String> unbuilt =
        NativePeers.buildAll(
            chosen.stream().flatMap(subject -> subject.toolchain().stream()).toList(), console);
    return Subject.startable(chosen, unbuilt, profile.isPresent(), console);
  }

  private List<Cell> cells(Selection selection, List<CoreSubject> startable) {
    List<Cell> cells = new ArrayList<>();
    for (CoreCase measured : cases) {
      for (CoreSubject subject : startable) {
        if (selection.workloads().contains(measured.name()) && measured.isFor(subject)) {
          cells.add(new Cell(measured, subject, series(measured, subject)));
        }
      }
    }
    return cells;
  }

  /** Those that need no cache, and those whose cache came about. */
  private List<Cell> trained(List<Cell> cells, Effort effort, Turns turns)
      throws InterruptedException {
    List<Cell> trained = new ArrayList<>();
    for (Cell cell : cells) {
      turns.attempt(
          cell.name(),
          cell,
          _ -> {
            if (cell.measured.cached()) {
              train(cell, effort);
            }
            trained.add(cell);
            return "";
          });
    }
    return trained;
  }

  /**
   * Runs the workload a few times; the JVM writes its cache at the end, with a second one's help.
   */
  private void train(Cell cell, Effort effort) throws MeasurementException, InterruptedException {
    cell.cache()
        .train(options -> {
          List<String> more = new ArrayList<>(options);
          more.add("-XX:-AlwaysPreTouch"); // else both have all of their heap in memory
          processes.output(cell.subject.command(cell.measured, effort.untimed(), more));
        });
  }

  private Map<String, Series> series(CoreCase measured, CoreSubject subject) {
    Map<String, Series> series = new LinkedHashMap<>();
    for (String unit : measured.units()) {
      series.put(
          unit,
          new Series(
              name, measured.name(), subject.name(), subject.version(), measured.workers(), unit));
    }
    return series;
  }

  private String measure(Cell cell, Effort effort, Console console)
      throws MeasurementException, InterruptedException {
    Measurement<ProcessResult> measured =
        Measurement.quietest(effort.attempts(), () -> process(cell, effort));
    cell.add(measured);
    summarise(cell, measured.value(), console);
    return String.format(
        Locale.ROOT,
        "%.1f %s (%s)",
        measured.value().median(),
        cell.workload().isFootprint() ? CoreWorkload.RESIDENT : CoreWorkload.NANOS,
        measured.noise());
  }

  private ProcessResult process(Cell cell, Effort effort)
      throws MeasurementException, InterruptedException {
    List<String> command =
        cell.subject.command(
            cell.measured, effort, cell.measured.cached() ? cell.cache().used() : List.of());
    if (profile.isPresent() && cell.subject.isJvm()) {
      command = profile.get().recorded(command, cell.measured.name(), cell.subject.name());
    }
    return ProcessResult.parse(processes.output(command));
  }

  private void summarise(Cell cell, ProcessResult result, Console console)
      throws MeasurementException {
    if (profile.isPresent() && cell.subject.isJvm()) {
      String workload = cell.measured.name();
      profile.get().summarise(workload, cell.subject.name(), cell.figures(result), console);
    }
  }

  /** A pair to measure, with what was measured so far, by unit. */
  private record Cell(CoreCase measured, CoreSubject subject, Map<String, Series> series) {

    String name() {
      return measured.name() + " " + subject.name();
    }

    CoreWorkload workload() {
      return measured.workload();
    }

    AotCache cache() {
      return AotCache.of(subject.name() + "-" + measured.name());
    }

    /** All figures of one process, for a person. */
    String figures(ProcessResult result) {
      return measured.units().stream()
          .flatMap(unit -> result.figure(unit).stream().mapToObj(value -> figure(value, unit)))
          .collect(Collectors.joining(", "));
    }

    private static String figure(double value, String unit) {
      return String.format(Locale.ROOT, "%,.2f %s", value, unit);
    }

    void add(Measurement<ProcessResult> measured) {
      series.forEach((unit, rounds) ->
          measured.value().figure(unit).ifPresent(value -> rounds.add(value, measured.noise())));
    }
  }
}
