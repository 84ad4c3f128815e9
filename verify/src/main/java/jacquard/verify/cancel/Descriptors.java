package jacquard.verify.cancel;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The open descriptors of this process. */
final class Descriptors {

  /** A descriptor is given back by the poll that follows its close. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Descriptors() {}

  /** How many are open; 0 where the system does not tell. */
  static long open() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** How many are open beyond {@code before}, once those were given back that are on their way. */
  static long leakedSince(long before) throws InterruptedException {
    long start = System.nanoTime();
    long leaked = open() - before;
    while (leaked > 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
      Thread.sleep(Duration.ofMillis(10));
      leaked = open() - before;
    }
    return Math.max(0, leaked);
  }
}
