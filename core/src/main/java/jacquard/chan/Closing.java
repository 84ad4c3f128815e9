package jacquard.chan;

import org.jspecify.annotations.Nullable;

/**
 * That a channel was closed, and why.
 *
 * @param cause what it was closed with, or null
 */
record Closing(@Nullable Throwable cause) {

  ClosedException exception(BoundedChannel<?> channel) {
    return cause == null
        ? new ClosedException(channel.label() + " is closed", null)
        : new ChannelFailedException(channel.label() + " was closed because of: " + cause, cause);
  }
}
