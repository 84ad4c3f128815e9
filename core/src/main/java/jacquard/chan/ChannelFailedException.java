package jacquard.chan;

import java.io.Serial;

/**
 * Thrown by an operation on a channel that was {@linkplain Sender#close(Throwable) closed with a
 * cause}: whoever fed it has failed. {@link #getCause} is that cause, never null.
 */
public final class ChannelFailedException extends ClosedException {

  @Serial private static final long serialVersionUID = 1;

  ChannelFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
