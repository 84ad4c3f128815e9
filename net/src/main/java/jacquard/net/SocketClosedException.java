package jacquard.net;

import java.io.Serial;
import java.nio.channels.ClosedChannelException;

/**
 * The listener or stream was closed on this side, before the operation or while it waited. A peer
 * that goes away is told differently: the end of the stream, or an {@link java.io.IOException} of
 * another class.
 */
public final class SocketClosedException extends ClosedChannelException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Which socket.
   *
   * @serial
   */
  private final String message;

  SocketClosedException(String message) {
    this.message = message;
  }

  /** Which socket: {@code listener /127.0.0.1:8080 is closed}. */
  @Override
  public String getMessage() {
    return message;
  }
}
