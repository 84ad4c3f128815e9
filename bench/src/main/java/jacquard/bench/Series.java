package jacquard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rounds of one subject on one workload, in one unit. */
public final class Series {
  private final String suite;
  private final String workload;
  private final String subject;
  private final String version;
  private final int workers;
  private final String unit;
  private final List<Double> values = new ArrayList<>();
  private int noisyRounds;

  /** Begins a series without rounds. */
  public Series(
      String suite, String workload, String subject, String version, int workers, String unit) {
    this.suite = suite;
    this.workload = workload;
    this.subject = subject;
    this.version = version;
    this.workers = workers;
    this.unit = unit;
  }

  /** Adds a round. */
  public void add(double value, Noise noise) {
    values.add(value);
    if (noise.disturbs()) {
      noisyRounds++;
    }
  }

  /** The figure over all rounds, or empty when no round came about. */
  Optional<Result> result() {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Spread spread = Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    return Optional.of(
        new Result(
            suite, workload, subject, version, workers, unit, spread, values.size(), noisyRounds));
  }
}
