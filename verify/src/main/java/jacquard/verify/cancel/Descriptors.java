package jacquard.verify.cancel;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;

/** The open descriptors of this process. */
final class Descriptors {

  private Descriptors() {}

  /** How many are open; 0 where the system does not tell. */
  static long open() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** How many are open beyond {@code before}, once those were given back that are on their way. */
  static long leakedSince(long before) throws JMException, InterruptedException {
    return Settling.last(() -> Math.max(0, open() - before), leaked -> leaked == 0);
  }
}
