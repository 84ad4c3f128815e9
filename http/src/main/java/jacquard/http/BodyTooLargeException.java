package jacquard.http;

/**
 * Thrown by reads of a body that is larger than its limit; answered with {@code 413 Content Too
 * Large}.
 */
public final class BodyTooLargeException extends HttpException {
  private static final long serialVersionUID = 1;

  /**
   * A body was larger than that.
   *
   * @param limitBytes the limit in bytes
   */
  public BodyTooLargeException(long limitBytes) {
    super(Status.CONTENT_TOO_LARGE, "body is larger than its limit of " + limitBytes + " bytes");
  }
}
