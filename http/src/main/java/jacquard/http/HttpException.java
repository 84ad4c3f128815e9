package jacquard.http;

import java.io.IOException;

/**
 * Failure that has an HTTP status: thrown when a peer breaks the protocol or a limit, and by
 * handlers that want to answer with an error.
 *
 * {@snippet :
 * throw new HttpException(Status.NOT_FOUND, "no such page");
 * }
 *
 * <p>A server answers with the status and, as text, the message: write nothing into it that the
 * client may not see.
 */
public class HttpException extends IOException {
  private static final long serialVersionUID = 1;

  /** A code, because it can be serialized; every code has its one status. */
  private final int code;

  /**
   * A failure of that status.
   *
   * @param status the status to answer with, 400 or more
   * @param message what is wrong, in one line, for the client to read
   * @throws IllegalArgumentException if the status is not one of an error
   */
  public HttpException(Status status, String message) {
    super(message);
    if (status.code() < 400) {
      throw new IllegalArgumentException(
          "status of an error must be 400 to 599, was "
              + status
              + " (return a Response for any other)");
    }
    this.code = status.code();
  }

  /** {@return the status to answer with} */
  public final Status status() {
    return Status.of(code);
  }
}
