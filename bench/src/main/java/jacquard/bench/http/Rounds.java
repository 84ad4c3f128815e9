package jacquard.bench.http;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.Measurement;
import jacquard.bench.MeasurementException;
import jacquard.bench.Series;
import jacquard.bench.Turns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rounds of one workload: the subjects are made ready, then measured in turn. */
final class Rounds {
  private static final int WORKERS = 1;

  private final HttpWorkload workload;
  private final Trial trial;
  private final Effort effort;
  private final Turns turns;
  private final Map<HttpSubject, Map<String, Series>> candidates = new LinkedHashMap<>();

  Rounds(HttpWorkload workload, Trial trial, Effort effort, Console console) {
    this.workload = workload;
    this.trial = trial;
    this.effort = effort;
    turns = new Turns(HttpSuite.NAME + " " + workload.label(), console);
  }

  /** Measures all of these that can be made ready. */
  void run(List<HttpSubject> subjects) throws InterruptedException {
    for (HttpSubject subject : subjects) {
      turns.attempt(subject.name(), subject, this::prepare);
    }
    turns.run(
        effort.rounds(),
        candidates.keySet(),
        HttpSubject::name,
        subject -> add(subject, effort.attempts(), () -> trial.measure(subject)));
    for (HttpSubject subject : measured()) {
      turns.attempt(subject.name(), subject, _ -> add(subject, 1, () -> trial.count(subject)));
    }
  }

  /** Those of whom a round came about: else a count would stand first, and be what is judged. */
  private List<HttpSubject> measured() {
    return candidates.entrySet().stream()
        .filter(candidate -> !candidate.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private String prepare(HttpSubject subject) throws MeasurementException, InterruptedException {
    trial.prepare(subject);
    candidates.put(subject, new LinkedHashMap<>());
    return "";
  }

  private String add(
      HttpSubject subject, int attempts, Measurement.Source<Map<String, Double>> source)
      throws MeasurementException, InterruptedException {
    Measurement<Map<String, Double>> measured = Measurement.quietest(attempts, source);
    Map<String, Series> rounds = candidates.getOrDefault(subject, Map.of());
    measured
        .value()
        .forEach((unit, value) ->
            rounds.computeIfAbsent(unit, _ -> series(subject, unit)).add(value, measured.noise()));
    return measured.value().isEmpty()
        ? ""
        : HttpUnit.text(measured.value()) + " (" + measured.noise() + ")";
  }

  private Series series(HttpSubject subject, String unit) {
    return new Series(
        HttpSuite.NAME, workload.label(), subject.name(), subject.version(), WORKERS, unit);
  }

  /** The figures of all rounds. */
  List<Series> series() {
    return candidates.values().stream().flatMap(units -> units.values().stream()).toList();
  }

  /** One line for each measurement that did not come about. */
  List<String> failures() {
    return turns.failures();
  }
}
