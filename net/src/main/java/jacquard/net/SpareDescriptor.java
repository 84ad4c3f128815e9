package jacquard.net;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor kept for the time when there is none left: a process at its limit can't even load
 * the classes by which it would say so. Guarded by itself.
 */
final class SpareDescriptor implements AutoCloseable {

  private @Nullable DatagramChannel held;
  private boolean closed;

  /** Takes a descriptor, unless it has one. */
  synchronized void take() throws IOException {
    if (held == null && !closed) {
      held = DatagramChannel.open(); // never bound: it costs the descriptor and nothing else
    }
  }

  /** Gives the descriptor to whoever needs one. */
  synchronized void give() throws IOException {
    DatagramChannel given = held;
    held = null;
    if (given != null) {
      given.close();
    }
  }

  /** Gives it for good. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    give();
  }
}
