package jacquard.bench.http;

import jacquard.bench.MeasurementException;
import java.util.Map;

/** How the figures of one workload come about. Figures are by unit, the one that counts first. */
interface Trial extends AutoCloseable {

  /** Makes a subject ready for its rounds; who fails here is out of this workload. */
  void prepare(HttpSubject subject) throws MeasurementException, InterruptedException;

  /** Measures a subject once, while all others are idle. */
  Map<String, Double> measure(HttpSubject subject)
      throws MeasurementException, InterruptedException;

  /** Takes the counts for which one look is enough; after the rounds. */
  default Map<String, Double> count(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    return Map.of();
  }

  /** Ends what {@link #prepare} has started. */
  @Override
  void close();
}
