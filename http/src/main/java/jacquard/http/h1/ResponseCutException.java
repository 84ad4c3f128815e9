package jacquard.http.h1;

import java.io.IOException;

/**
 * A response can't be completed: some of it is missing, or was sent in part. Where any of it has
 * gone out the connection must not end well.
 */
final class ResponseCutException extends IOException {
  private static final long serialVersionUID = 1;

  ResponseCutException() {
    super("response was cut off");
  }
}
