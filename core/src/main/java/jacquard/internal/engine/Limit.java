package jacquard.internal.engine;

import java.time.Duration;

/**
 * How long a wait may last: durations as nanoseconds, the moments at which they end, and as a
 * person writes them.
 */
public final class Limit {

  /** No limit. */
  public static final long NONE = Long.MAX_VALUE;

  /** Shorter ones can't be negated. */
  private static final Duration LEAST = Duration.ofNanos(-NONE);

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;

  private Limit() {}

  /** {@code limit} in nanoseconds: at least 0, and {@link #NONE} beyond 146 years. */
  public static long nanos(Duration limit) {
    if (limit.toSeconds() >= NONE / 2 / SECOND) {
      return NONE;
    }
    return limit.isNegative() ? 0 : limit.toNanos();
  }

  /** As {@link #nanos}, of one that must not be negative; {@code what} names it if it is. */
  public static long nanos(String what, Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException(what + " must be zero or more, was " + limit);
    }
    return nanos(limit);
  }

  /** The moment {@code limitNanos} from now on the engine's clock. */
  public static long deadline(Engine engine, long limitNanos) {
    if (limitNanos == NONE) {
      return Context.NEVER;
    }
    long deadline = engine.nanoTime() + limitNanos;
    return deadline == Context.NEVER ? deadline - 1 : deadline;
  }

  /** {@code 2 s}, {@code 1.5 s}, {@code 500 ms}, {@code 3 min}, {@code -1 ms}. */
  public static String text(Duration limit) {
    if (!limit.isNegative()) {
      return text(nanos(limit));
    }
    return "-" + text(nanos((limit.compareTo(LEAST) < 0 ? LEAST : limit).negated()));
  }

  /** As {@link #text(Duration)}, of nanoseconds. */
  public static String text(long nanos) {
    if (nanos >= 2 * MINUTE && nanos % MINUTE == 0) {
      return nanos / MINUTE + " min";
    }
    if (nanos >= SECOND) {
      return decimal(nanos, SECOND) + " s";
    }
    if (nanos >= MILLI) {
      return decimal(nanos, MILLI) + " ms";
    }
    return nanos == 0 ? "0 s" : decimal(nanos, MICRO) + " us";
  }

  private static String decimal(long nanos, long unit) {
    long thousandths = nanos / (unit / 1000);
    String text = thousandths / 1000 + "." + String.format("%03d", thousandths % 1000);
    return text.replaceAll("\\.?0+$", "");
  }
}
