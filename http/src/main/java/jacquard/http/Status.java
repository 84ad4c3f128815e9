package jacquard.http;

/**
 * Status of a response: a code and the phrase that explains it to people. The phrase has no meaning
 * to programs; two values are equal when their codes are.
 *
 * @spec https://www.rfc-editor.org/rfc/rfc9110#section-15 RFC 9110: Status Codes
 */
public final class Status {
  private static final int CODE_MIN = 100;
  private static final int CODE_MAX = 599;
  private static final Status[] BY_CODE = all();

  /** 200. */
  public static final Status OK = of(200);

  /** 201. */
  public static final Status CREATED = of(201);

  /** 202. */
  public static final Status ACCEPTED = of(202);

  /** 204, which has no body. */
  public static final Status NO_CONTENT = of(204);

  /** 301. */
  public static final Status MOVED_PERMANENTLY = of(301);

  /** 303. */
  public static final Status SEE_OTHER = of(303);

  /** 304, which has no body. */
  public static final Status NOT_MODIFIED = of(304);

  /** 400. */
  public static final Status BAD_REQUEST = of(400);

  /** 401. */
  public static final Status UNAUTHORIZED = of(401);

  /** 403. */
  public static final Status FORBIDDEN = of(403);

  /** 404. */
  public static final Status NOT_FOUND = of(404);

  /** 405. */
  public static final Status METHOD_NOT_ALLOWED = of(405);

  /** 408: the request did not arrive in time. */
  public static final Status REQUEST_TIMEOUT = of(408);

  /** 413: the body is larger than its limit. */
  public static final Status CONTENT_TOO_LARGE = of(413);

  /** 414: the request line is longer than its limit. */
  public static final Status URI_TOO_LONG = of(414);

  /** 417: an expectation other than {@code 100-continue}. */
  public static final Status EXPECTATION_FAILED = of(417);

  /** 421: the request names a server that this one is not. */
  public static final Status MISDIRECTED_REQUEST = of(421);

  /** 429. */
  public static final Status TOO_MANY_REQUESTS = of(429);

  /** 431: the fields are larger or more than their limits. */
  public static final Status REQUEST_HEADER_FIELDS_TOO_LARGE = of(431);

  /** 500. */
  public static final Status INTERNAL_SERVER_ERROR = of(500);

  /** 501: a method or a transfer coding that the server does not implement. */
  public static final Status NOT_IMPLEMENTED = of(501);

  /** 502. */
  public static final Status BAD_GATEWAY = of(502);

  /** 503: the server has as much to do as it takes on. */
  public static final Status SERVICE_UNAVAILABLE = of(503);

  /** 504. */
  public static final Status GATEWAY_TIMEOUT = of(504);

  /** 505. */
  public static final Status HTTP_VERSION_NOT_SUPPORTED = of(505);

  private final int code;
  private final String phrase;

  private Status(int code, String phrase) {
    this.code = code;
    this.phrase = phrase;
  }

  /**
   * {@return the status of a code, with the phrase of the registry or, for a code that has none, an
   * empty one}
   *
   * @param code the code, 100 to 599
   * @throws IllegalArgumentException if the code is not 100 to 599
   */
  public static Status of(int code) {
    if (code < CODE_MIN || code > CODE_MAX) {
      throw new IllegalArgumentException("status code must be 100 to 599, was " + code);
    }
    return BY_CODE[code - CODE_MIN];
  }

  /** {@return the code, 100 to 599} */
  public int code() {
    return code;
  }

  /** {@return the phrase, such as {@code Not Found}; empty when the registry has none} */
  public String phrase() {
    return phrase;
  }

  /**
   * {@return whether a response of this status never has a body, whatever its fields say: 1xx, 204,
   * 304 (RFC 9112 §6.3)}
   */
  public boolean isBodiless() {
    return code < 200 || code == 204 || code == 304;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Status status && status.code == code;
  }

  @Override
  public int hashCode() {
    return code;
  }

  /** {@return code and phrase, such as {@code 404 Not Found}} */
  @Override
  public String toString() {
    return phrase.isEmpty() ? Integer.toString(code) : code + " " + phrase;
  }

  private static Status[] all() {
    Status[] all = new Status[CODE_MAX - CODE_MIN + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Status(CODE_MIN + i, phraseOf(CODE_MIN + i));
    }
    return all;
  }

  private static String phraseOf(int code) {
    return switch (code / 100) {
      case 1 -> informational(code);
      case 2 -> successful(code);
      case 3 -> redirection(code);
      case 4 -> clientError(code);
      default -> serverError(code);
    };
  }

  private static String informational(int code) {
    return switch (code) {
      case 100 -> "Continue";
      case 101 -> "Switching Protocols";
      case 102 -> "Processing";
      case 103 -> "Early Hints";
      default -> "";
    };
  }

  private static String successful(int code) {
    return switch (code) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 203 -> "Non-Authoritative Information";
      case 204 -> "No Content";
      case 205 -> "Reset Content";
      case 206 -> "Partial Content";
      case 207 -> "Multi-Status";
      case 208 -> "Already Reported";
      case 226 -> "IM Used";
      default -> "";
    };
  }

  private static String redirection(int code) {
    return switch (code) {
      case 300 -> "Multiple Choices";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 303 -> "See Other";
      case 304 -> "Not Modified";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      default -> "";
    };
  }

  private static String clientError(int code) {
    return switch (code) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 402 -> "Payment Required";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 407 -> "Proxy Authentication Required";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 411 -> "Length Required";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 416 -> "Range Not Satisfiable";
      case 417 -> "Expectation Failed";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 423 -> "Locked";
      case 424 -> "Failed Dependency";
      case 425 -> "Too Early";
      case 426 -> "Upgrade Required";
      case 428 -> "Precondition Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 451 -> "Unavailable For Legal Reasons";
      default -> "";
    };
  }

  private static String serverError(int code) {
    return switch (code) {
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      case 505 -> "HTTP Version Not Supported";
      case 506 -> "Variant Also Negotiates";
      case 507 -> "Insufficient Storage";
      case 508 -> "Loop Detected";
      case 511 -> "Network Authentication Required";
      default -> "";
    };
  }
}
