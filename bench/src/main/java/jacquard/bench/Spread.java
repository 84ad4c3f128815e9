package jacquard.bench;

import java.util.Arrays;

/**
 * The middle of some measurements and how far they lie apart.
 *
 * @param median the middle value; of an even number, the mean of the two in the middle
 * @param min the least value
 * @param max the greatest value
 */
public record Spread(double median, double min, double max) {

  /** Sorts a copy of one or more values. */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a spread needs 1 or more values, got none");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int upper = sorted.length / 2;
    int lower = (sorted.length - 1) / 2;
    double median = (sorted[lower] + sorted[upper]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** The same spread in another unit. */
  public Spread dividedBy(double divisor) {
    return new Spread(median / divisor, min / divisor, max / divisor);
  }
}
