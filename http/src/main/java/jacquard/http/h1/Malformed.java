package jacquard.http.h1;

import jacquard.http.HttpException;
import jacquard.http.Status;

/**
 * A message that breaks the protocol or a limit. Without a stack trace: it is the peer's mistake,
 * where in the parser it was seen tells nobody anything, and a flood of such messages is to cost
 * little.
 */
final class Malformed extends HttpException {
  private static final long serialVersionUID = 1;

  Malformed(Status status, String message) {
    super(status, message);
  }

  static Malformed badRequest(String message) {
    return new Malformed(Status.BAD_REQUEST, message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
