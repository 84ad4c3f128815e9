package jacquard.chan;

import org.jspecify.annotations.Nullable;

/**
 * That a channel was closed, and why.
 *
 * @param cause what it was closed with, or null
 */
record Closing(@Nullable Throwable cause) {

  /** What operations throw on {@code label}, which was closed so. */
  ClosedException exception(String label) {
    return cause == null
        ? new ClosedException(label + " is closed", null)
        : new ChannelFailedException(label + " was closed because of: " + cause, cause);
  }
}
