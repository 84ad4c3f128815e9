package jacquard.bench.http;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.Measurement;
import jacquard.bench.MeasurementException;
import jacquard.bench.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All rounds of one workload: the subjects are made ready, then measured in turn. */
final class Rounds {
  private static final int WORKERS = 1;

  private final HttpWorkload workload;
  private final Trial trial;
  private final Effort effort;
  private final Console console;
  private final Map<HttpSubject, Map<String, Series>> candidates = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  Rounds(HttpWorkload workload, Trial trial, Effort effort, Console console) {
    this.workload = workload;
    this.trial = trial;
    this.effort = effort;
    this.console = console;
  }

  /** Measures all of these that can be made ready. */
  void run(List<HttpSubject> subjects) throws InterruptedException {
    prepare(subjects);
    for (int round = 1; round <= effort.rounds(); round++) {
      for (HttpSubject subject : candidates.keySet()) {
        String label =
            String.format(Locale.ROOT, "%d/%d %s", round, effort.rounds(), subject.name());
        add(subject, label, effort.attempts(), () -> trial.measure(subject));
      }
    }
    for (HttpSubject subject : candidates.keySet()) {
      add(subject, subject.name(), 1, () -> trial.count(subject));
    }
  }

  private void prepare(List<HttpSubject> subjects) throws InterruptedException {
    for (HttpSubject subject : subjects) {
      try {
        trial.prepare(subject);
        candidates.put(subject, new LinkedHashMap<>());
      } catch (MeasurementException failure) {
        fail(subject.name(), failure);
      }
    }
  }

  private void add(
      HttpSubject subject,
      String label,
      int attempts,
      Measurement.Source<Map<String, Double>> source)
      throws InterruptedException {
    try {
      Measurement<Map<String, Double>> measured = Measurement.quietest(attempts, source);
      Map<String, Series> rounds = candidates.getOrDefault(subject, Map.of());
      measured
          .value()
          .forEach((unit, value) ->
              rounds
                  .computeIfAbsent(unit, _ -> series(subject, unit))
                  .add(value, measured.noise()));
      tell(label, measured);
    } catch (MeasurementException failure) {
      fail(label, failure);
    }
  }

  private Series series(HttpSubject subject, String unit) {
    return new Series(
        HttpSuite.NAME, workload.label(), subject.name(), subject.version(), WORKERS, unit);
  }

  private void tell(String label, Measurement<Map<String, Double>> measured) {
    if (!measured.value().isEmpty()) {
      String figures = HttpUnit.text(measured.value());
      console.progress(
          "http "
              + workload.label()
              + " "
              + label
              + ": "
              + figures
              + " ("
              + measured.noise()
              + ")");
    }
  }

  private void fail(String what, MeasurementException failure) {
    String line =
        HttpSuite.NAME + " " + workload.label() + " " + what + ": " + failure.getMessage();
    failures.add(line);
    console.progress(line);
  }

  /** The figures of all rounds. */
  List<Series> series() {
    return candidates.values().stream().flatMap(units -> units.values().stream()).toList();
  }

  /** One line for each measurement that did not come about. */
  List<String> failures() {
    return failures;
  }
}
