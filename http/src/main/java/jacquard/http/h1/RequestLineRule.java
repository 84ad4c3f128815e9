package jacquard.http.h1;

import jacquard.http.HttpMethod;
import jacquard.http.HttpVersion;
import jacquard.http.Status;
import jacquard.http.syntax.EightOctets;
import jacquard.http.syntax.Octets;

/**
 * {@code request-line = method SP request-target SP HTTP-version} (RFC 9112 §3): one space each,
 * nothing before, nothing behind. The leniency of §3 for other white space is not taken.
 */
final class RequestLineRule {
  private static final int VERSION_BYTES = 8;
  private static final int GET_BYTES = 3;

  /** "GET" and its space, in the first half of a word. */
  private static final long GET = EightOctets.of("GET \0\0\0\0");

  private static final long FIRST_HALF = 0xffff_ffffL;
  private static final long HTTP_1_1 = EightOctets.of("HTTP/1.1");
  private static final long HTTP_1_0 = EightOctets.of("HTTP/1.0");

  private RequestLineRule() {}

  /** Reads the line into the line. */
  static void read(byte[] octets, int from, int to, RequestLine line) throws Malformed {
    boolean isGet = isGet(octets, from, to);
    int methodEnd = isGet ? from + GET_BYTES : endOfMethod(octets, from, to);
    line.method = isGet ? HttpMethod.GET : method(octets, from, methodEnd);
    int targetEnd = TargetRule.read(octets, methodEnd + 1, to, line);
    if (targetEnd == to || octets[targetEnd] != ' ') {
      throw Malformed.badRequest(
          targetEnd == to
              ? "request line without a version (RFC 9112 section 3)"
              : "request target holds an octet that must be percent-encoded (RFC 9112 section 3.2)");
    }
    line.version = version(octets, targetEnd + 1, to);
    if (!isGet) {
      refuseUnimplemented(line.method);
    }
  }

  /** Most requests: told at one glance, if the line is long enough to be one. */
  private static boolean isGet(byte[] octets, int from, int to) {
    return to - from > VERSION_BYTES && (EightOctets.at(octets, from) & FIRST_HALF) == GET;
  }

  private static int endOfMethod(byte[] octets, int from, int to) throws Malformed {
    int end = from;
    while (end < to && Octets.isToken(octets[end])) {
      end++;
    }
    if (end == from || end == to || octets[end] != ' ') {
      throw Malformed.badRequest(
          "request line must begin with a method and one space (RFC 9112 section 3.1)");
    }
    return end;
  }

  private static HttpMethod method(byte[] octets, int from, int to) {
    HttpMethod common =
        switch (octets[from]) {
          case 'G' -> HttpMethod.GET;
          case 'H' -> HttpMethod.HEAD;
          case 'P' -> HttpMethod.POST;
          default -> HttpMethod.PUT;
        };
    return Ascii.equal(octets, from, to, common.name())
        ? common
        : HttpMethod.of(Ascii.text(octets, from, to));
  }

  /**
   * RFC 9112 §2.3. A minor version above 1 gets 505 too: we could not know what its sender takes
   * for granted.
   */
  private static HttpVersion version(byte[] octets, int from, int to) throws Malformed {
    if (to - from == VERSION_BYTES) {
      long version = EightOctets.at(octets, from);
      if (version == HTTP_1_1) {
        return HttpVersion.HTTP_1_1;
      }
      if (version == HTTP_1_0) {
        return HttpVersion.HTTP_1_0;
      }
    }
    if (to - from == VERSION_BYTES
        && Ascii.equal(octets, from, from + 5, "HTTP/")
        && isDigit(octets[from + 5])
        && octets[from + 6] == '.'
        && isDigit(octets[from + 7])) {
      throw new Malformed(
          Status.HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.1 and HTTP/1.0");
    }
    throw Malformed.badRequest(
        "request line must end with one space and HTTP/1.1 (RFC 9112 section 3)");
  }

  /**
   * CONNECT is for proxies, and TRACE would show a script the fields that browsers hide from it.
   */
  private static void refuseUnimplemented(HttpMethod method) throws Malformed {
    if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
      throw new Malformed(Status.NOT_IMPLEMENTED, method + " is not implemented");
    }
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }
}
