package jacquard.chan;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by an operation on a channel that was closed: by a send at once, by a receive once all
 * that was sent before has been received. The operation had no effect; what was to be sent was not
 * sent.
 *
 * <p>Unchecked, because in most programs it tells of a mistake in the order of shutting down. Where
 * the end is expected, iterate, or use the operations that return it as a value: {@link
 * Receiver#receiveOrClosed()}, {@link Sender#sendOrClosed(Object)}.
 */
public sealed class ClosedException extends RuntimeException permits ChannelFailedException {

  @Serial private static final long serialVersionUID = 1;

  ClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
