package jacquard.net;

import java.time.Duration;

/** Turns what a caller gives into what the engine counts. */
final class Durations {

  /** Longer ones mean this: 292 years would overflow the clock that they are added to. */
  private static final Duration MAX = Duration.ofDays(36_500);

  private Durations() {}

  /** Nanoseconds of {@code duration}; {@code what} names it in the exception. */
  static long nanos(String what, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(what + " must be zero or more, was " + duration);
    }
    return duration.compareTo(MAX) > 0 ? MAX.toNanos() : duration.toNanos();
  }
}
