package jacquard.time;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import java.time.Duration;
import java.util.Optional;

/**
 * A point in time by which something must be over, on the engine's monotonic clock.
 *
 * @param nanos the point, as {@link Clock#nanoTime} counts
 */
public record Deadline(long nanos) {

  /**
   * The deadline that lies {@code duration} ahead; one beyond 146 years is as good as none.
   *
   * @param duration how far
   * @return the deadline
   */
  public static Deadline after(Duration duration) {
    long nanos = Limit.deadline(Strand.current().engine(), Limit.nanos(duration));
    return new Deadline(Math.min(nanos, Context.NEVER - 1));
  }

  /**
   * The deadline that the caller's task is under: the earliest of those around it.
   *
   * @return the deadline, or empty if there is none
   */
  public static Optional<Deadline> current() {
    long nanos = Strand.current().context().deadlineNanos();
    return nanos == Context.NEVER ? Optional.empty() : Optional.of(new Deadline(nanos));
  }

  /**
   * What is left.
   *
   * @return the time until this deadline, zero once it has passed
   */
  public Duration remaining() {
    Engine engine = Strand.current().engine();
    return Duration.ofNanos(Math.max(0, nanos - engine.nanoTime()));
  }
}
