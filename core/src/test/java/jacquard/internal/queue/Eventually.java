package jacquard.internal.queue;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that another task is about to do, where no event tells of it. */
public final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Eventually() {}

  /** Lets others run until {@code condition} holds; fails if it never does. */
  @SuppressWarnings("ThreadPriorityCheck") // Nothing else to do than to let others run.
  public static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new AssertionError("not reached within " + LIMIT);
      }
      Thread.yield();
    }
  }
}
