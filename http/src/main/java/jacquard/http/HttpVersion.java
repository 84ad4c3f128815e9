package jacquard.http;

/** Version of the protocol that a message was received in. */
public enum HttpVersion {
  /** HTTP/1.0 (RFC 1945), as far as RFC 9112 still admits it. */
  HTTP_1_0("HTTP/1.0"),
  /** HTTP/1.1 (RFC 9112). */
  HTTP_1_1("HTTP/1.1");

  private final String text;

  HttpVersion(String text) {
    this.text = text;
  }

  /** {@return the version as it is written in a message, such as {@code HTTP/1.1}} */
  @Override
  public String toString() {
    return text;
  }
}
