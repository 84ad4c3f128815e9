package jacquard.task;

import java.time.Duration;

/** Durations as a person writes them: {@code 2 s}, {@code 1.5 s}, {@code 500 ms}, {@code 3 min}. */
final class Durations {

  private Durations() {}

  static String text(Duration duration) {
    long nanos = saturatedNanos(duration);
    if (nanos % 60_000_000_000L == 0 && nanos >= 120_000_000_000L) {
      return nanos / 60_000_000_000L + " min";
    }
    if (nanos >= 1_000_000_000L) {
      return decimal(nanos, 1_000_000_000L) + " s";
    }
    if (nanos >= 1_000_000L) {
      return decimal(nanos, 1_000_000L) + " ms";
    }
    return nanos == 0 ? "0 s" : decimal(nanos, 1_000L) + " us";
  }

  private static String decimal(long nanos, long unit) {
    long thousandths = nanos / (unit / 1000 == 0 ? 1 : unit / 1000);
    String text = thousandths / 1000 + "." + String.format("%03d", thousandths % 1000);
    return text.replaceAll("\\.?0+$", "");
  }

  /** The duration in nanoseconds; what doesn't fit becomes the largest long. */
  static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException _) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
