package jacquard.http.h1;

import jacquard.http.HttpTimeouts;
import jacquard.http.Status;
import jacquard.time.Clock;
import java.time.Duration;

/** How long the client may still let the reads of one body wait. */
/*
 * A bucket of time, full at first: waits take out of it, octets that come put back what they may take
 * at the least rate. So one time-out bounds both a silence and a trickle, and only waits count, not
 * what the handler does between them. All waits do: a handler that ends its reads and begins them again
 * bounds its own patience, and gives the client no more time.
 *
 * Proved by: BodyPaceTest, BadInputTest.
 */
final class BodyPace {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long fullNanos;
  private final int bytesPerSecond;
  private long leftNanos;
  private long sinceNanos;
  private boolean hasCome;

  BodyPace(HttpTimeouts timeouts) {
    this.fullNanos = timeouts.body().toNanos();
    this.bytesPerSecond = timeouts.bodyBytesPerSecond();
    this.leftNanos = fullNanos;
  }

  /** A read begins; tells how long it may wait. */
  Duration begin() {
    sinceNanos = Clock.nanoTime();
    return Duration.ofNanos(leftNanos);
  }

  /** It has ended, with so many octets: none if its task was cancelled meanwhile. */
  void end(int bytes) {
    count(Clock.nanoTime() - sinceNanos, bytes);
  }

  /** So many octets came without a wait. */
  void came(int bytes) {
    count(0, bytes);
  }

  void count(long waitedNanos, int bytes) {
    hasCome |= bytes > 0;
    long restNanos = Math.max(0, leftNanos - waitedNanos);
    // At least 1: no time at all would be no limit at all.
    leftNanos = Math.max(1, Math.min(fullNanos, restNanos + earnedNanos(bytes)));
  }

  /** Without a least rate, whatever comes fills the bucket. */
  private long earnedNanos(int bytes) {
    if (bytesPerSecond > 0) {
      return bytes * NANOS_PER_SECOND / bytesPerSecond;
    }
    return bytes > 0 ? fullNanos : 0;
  }

  long leftNanos() {
    return leftNanos;
  }

  /** What the client is told when a read has waited that long. */
  Malformed late() {
    return new Malformed(
        Status.REQUEST_TIMEOUT,
        !hasCome || leftNanos == fullNanos || bytesPerSecond == 0
            ? "nothing of the body came for " + fullNanos / 1_000_000 + " ms"
            : "body came more slowly than " + bytesPerSecond + " bytes a second");
  }
}
