package jacquard.bench;

import java.util.function.Supplier;

/**
 * A measurement with the noise that it met.
 *
 * @param value measured
 * @param noise meanwhile
 * @param <T> type of the value
 */
public record Measurement<T>(T value, Noise noise) {

  /**
   * Something to measure, repeatable.
   *
   * @param <T> type of the value
   */
  public interface Source<T> {
    /** Measures once. */
    T measure() throws MeasurementException, InterruptedException;
  }

  /** Measures until it is quiet enough, at most so many times; the quietest attempt counts. */
  public static <T> Measurement<T> quietest(int attempts, Source<T> source)
      throws MeasurementException, InterruptedException {
    return quietest(attempts, source, Noise::meter);
  }

  static <T> Measurement<T> quietest(int attempts, Source<T> source, Supplier<Noise.Meter> meters)
      throws MeasurementException, InterruptedException {
    Measurement<T> quietest = once(source, meters);
    for (int attempt = 1; attempt < attempts && quietest.noise.disturbs(); attempt++) {
      Measurement<T> again = once(source, meters);
      if (again.noise.quieterThan(quietest.noise)) {
        quietest = again;
      }
    }
    return quietest;
  }

  private static <T> Measurement<T> once(Source<T> source, Supplier<Noise.Meter> meters)
      throws MeasurementException, InterruptedException {
    Noise.Meter meter = meters.get();
    T value = source.measure();
    return new Measurement<>(value, meter.read());
  }
}
