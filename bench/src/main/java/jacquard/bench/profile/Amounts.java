package jacquard.bench.profile;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as a person reads them. */
final class Amounts {
  private static final double MEBI = 1 << 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private Amounts() {}

  static String bytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / MEBI);
  }

  static String millis(Duration time) {
    return String.format(Locale.ROOT, "%,.1f ms", time.toNanos() / NANOS_PER_MILLI);
  }
}
