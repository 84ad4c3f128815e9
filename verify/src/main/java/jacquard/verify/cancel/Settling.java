package jacquard.verify.cancel;

import java.time.Duration;
import java.util.function.Predicate;
import javax.management.JMException;

/**
 * What is left once things have settled. A closed channel is let go of, with its watch and its
 * descriptor, by the poll that follows, on a thread which others may keep from its turn for a
 * while; nobody tells when. What is still there in the end was left behind.
 */
final class Settling {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Settling() {}

  /** What is counted. */
  @FunctionalInterface
  interface Count<T> {
    /** Counts it, now. */
    T now() throws JMException;
  }

  /** What {@code count} comes to: as soon as {@code settled} holds for it, or in the end. */
  static <T> T last(Count<T> count, Predicate<T> settled) throws JMException, InterruptedException {
    return last(count, settled, PATIENCE);
  }

  static <T> T last(Count<T> count, Predicate<T> settled, Duration patience)
      throws JMException, InterruptedException {
    long start = System.nanoTime();
    T counted = count.now();
    while (!settled.test(counted) && System.nanoTime() - start < patience.toNanos()) {
      Thread.sleep(PAUSE);
      counted = count.now();
    }
    return counted;
  }
}
