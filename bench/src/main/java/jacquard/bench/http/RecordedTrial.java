package jacquard.bench.http;

import jacquard.bench.Console;
import jacquard.bench.MeasurementException;
import jacquard.bench.profile.Profile;
import java.util.HashMap;
import java.util.Map;

/** Records the JVM of a subject while it is measured, and sums the last recording up. */
final class RecordedTrial implements Trial {
  private final HttpWorkload workload;
  private final WarmServers servers;
  private final Trial trial;
  private final Profile profile;
  private final Console console;

  /** Figures of the window that was recorded last. */
  private final Map<HttpSubject, Map<String, Double>> recorded = new HashMap<>();

  RecordedTrial(
      HttpWorkload workload, WarmServers servers, Trial trial, Profile profile, Console console) {
    this.workload = workload;
    this.servers = servers;
    this.trial = trial;
    this.profile = profile;
    this.console = console;
  }

  @Override
  public void prepare(HttpSubject subject) throws MeasurementException, InterruptedException {
    trial.prepare(subject);
  }

  @Override
  public Map<String, Double> measure(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    if (!(subject instanceof HttpSubject.Jvm)) {
      return trial.measure(subject);
    }
    Map<String, Double> figures =
        profile.record(
            servers.of(subject).pid(),
            workload.label(),
            subject.name(),
            () -> trial.measure(subject));
    recorded.put(subject, figures);
    return figures;
  }

  @Override
  public Map<String, Double> count(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    Map<String, Double> figures = recorded.get(subject);
    if (figures != null) {
      profile.summarise(workload.label(), subject.name(), HttpUnit.text(figures), console);
    }
    return trial.count(subject);
  }

  @Override
  public void close() {
    trial.close();
  }
}
