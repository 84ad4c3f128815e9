package jacquard.internal.queue;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Engine;
import java.time.Duration;

/** How long a wait may last: durations as nanoseconds, and the moments at which they end. */
public final class Limit {

  /** No limit. */
  public static final long NONE = Long.MAX_VALUE;

  private Limit() {}

  /** {@code limit} in nanoseconds; beyond 146 years it is {@link #NONE}. */
  public static long nanos(Duration limit) {
    if (limit.toSeconds() >= Long.MAX_VALUE / 2 / 1_000_000_000L) {
      return NONE;
    }
    return limit.isNegative() ? 0 : limit.toNanos();
  }

  /** The moment {@code limitNanos} from now on the engine's clock. */
  public static long deadline(Engine engine, long limitNanos) {
    if (limitNanos == NONE) {
      return Context.NEVER;
    }
    long deadline = engine.nanoTime() + limitNanos;
    return deadline == Context.NEVER ? deadline - 1 : deadline;
  }
}
