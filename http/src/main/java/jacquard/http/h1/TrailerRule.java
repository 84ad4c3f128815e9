package jacquard.http.h1;

import java.util.Locale;

/**
 * Fields that must not be trailers (RFC 9110 §6.5.1): those that frame or route a message, modify
 * or authenticate a request, or say how its content is to be read. A program that merged them into
 * the head would be told something that nobody in front of it has checked.
 */
final class TrailerRule {
  private TrailerRule() {}

  static boolean isForbidden(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "transfer-encoding", "content-length", "trailer", "te", "connection", "keep-alive" ->
          true;
      case "proxy-connection", "upgrade", "host", "expect", "max-forwards", "range" -> true;
      case "cache-control", "pragma", "age", "date", "expires", "location", "retry-after" -> true;
      case "vary", "warning", "if-match", "if-none-match", "if-modified-since" -> true;
      case "if-unmodified-since", "if-range", "authorization", "proxy-authorization" -> true;
      case "www-authenticate", "proxy-authenticate", "cookie", "set-cookie" -> true;
      case "content-encoding", "content-type", "content-range", "forwarded" -> true;
      case "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto" -> true;
      default -> false;
    };
  }

  static void check(String name) throws Malformed {
    if (isForbidden(name)) {
      throw Malformed.badRequest(name + " must not be a trailer (RFC 9110 section 6.5.1)");
    }
  }
}
