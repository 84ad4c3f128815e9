package jacquard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rounds of one subject on one workload, in one unit. */
public final class Series {
  private final String suite;
  private final String workload;
  private final String subject;
  private final String version;
  private final int workers;
  private final String unit;
  private final List<Double> quiet = new ArrayList<>();
  private final List<Double> noisy = new ArrayList<>();

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
    (noise.disturbs() ? noisy : quiet).add(value);
  }

  /** The figure over all rounds, or empty when no round came about. */
  Optional<Result> result() {
    double[] values =
        Stream.concat(quiet.stream(), noisy.stream()).mapToDouble(Double::doubleValue).toArray();
    if (values.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Result(
            suite,
            workload,
            subject,
            version,
            workers,
            unit,
            Spread.of(values),
            values.length,
            noisy.size(),
            List.copyOf(quiet),
            List.copyOf(noisy)));
  }
}
