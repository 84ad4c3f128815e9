package jacquard.http;

import jacquard.http.syntax.Octets;

/**
 * Method of a request, such as {@code GET}. Methods are case-sensitive tokens and open-ended: a
 * value that is not among the constants is as good as any other, and two values are equal when
 * their names are.
 *
 * @param name the token as it is sent
 * @spec https://www.rfc-editor.org/rfc/rfc9110#section-9 RFC 9110: Methods
 */
public record HttpMethod(String name) {
  /** Asks for a representation. */
  public static final HttpMethod GET = new HttpMethod("GET");

  /** Asks for the head of what GET would answer. */
  public static final HttpMethod HEAD = new HttpMethod("HEAD");

  /** Has the content processed by the resource. */
  public static final HttpMethod POST = new HttpMethod("POST");

  /** Replaces the resource by the content. */
  public static final HttpMethod PUT = new HttpMethod("PUT");

  /** Removes the resource. */
  public static final HttpMethod DELETE = new HttpMethod("DELETE");

  /** Asks what can be done with a resource. */
  public static final HttpMethod OPTIONS = new HttpMethod("OPTIONS");

  /** Changes part of a resource (RFC 5789). */
  public static final HttpMethod PATCH = new HttpMethod("PATCH");

  /** Asks a proxy for a tunnel. */
  public static final HttpMethod CONNECT = new HttpMethod("CONNECT");

  /** Asks for the request as it arrived. */
  public static final HttpMethod TRACE = new HttpMethod("TRACE");

  /**
   * A method of that name.
   *
   * @throws IllegalArgumentException if the name is not a token (RFC 9110 §5.6.2)
   */
  public HttpMethod {
    if (!Octets.isToken(name)) {
      throw new IllegalArgumentException(
          "method must be a token of letters, digits and !#$%&'*+-.^_`|~, was \""
              + Quoted.of(name)
              + "\"");
    }
  }

  /**
   * {@return the constant of that name, or a new method}
   *
   * @param name the token, in the case it is sent in: {@code get} is another method than {@code
   *     GET}
   * @throws IllegalArgumentException if the name is not a token (RFC 9110 §5.6.2)
   */
  public static HttpMethod of(String name) {
    return switch (name) {
      case "GET" -> GET;
      case "HEAD" -> HEAD;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "DELETE" -> DELETE;
      case "OPTIONS" -> OPTIONS;
      case "PATCH" -> PATCH;
      case "CONNECT" -> CONNECT;
      case "TRACE" -> TRACE;
      default -> new HttpMethod(name);
    };
  }

  /**
   * {@return whether the method is defined as one that changes nothing (RFC 9110 §9.2.1)} False for
   * a method that is not among the constants.
   */
  public boolean isSafe() {
    return equals(GET) || equals(HEAD) || equals(OPTIONS) || equals(TRACE);
  }

  /**
   * {@return whether sending it twice is defined to have the effect of sending it once (RFC 9110
   * §9.2.2)} False for a method that is not among the constants.
   */
  public boolean isIdempotent() {
    return isSafe() || equals(PUT) || equals(DELETE);
  }

  /** {@return the name} */
  @Override
  public String toString() {
    return name;
  }
}
