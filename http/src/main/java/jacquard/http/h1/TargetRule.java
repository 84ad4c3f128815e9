package jacquard.http.h1;

import jacquard.http.HttpMethod;
import jacquard.http.syntax.Octets;
import jacquard.http.syntax.Percent;

/**
 * The request target (RFC 9112 §3.2): origin form, absolute form with the scheme {@code http},
 * {@code *} for OPTIONS, and the authority form of CONNECT, which is only recognised. No fragment,
 * no white space, no octet outside the grammar (see {@link Octets#isPath}, {@link Octets#isQuery}),
 * and each percent sign begins a triplet.
 */
final class TargetRule {
  private static final String SCHEME = "http://";

  private TargetRule() {}

  /** Reads the target that begins at {@code from} into the head and returns the index behind it. */
  static int read(byte[] octets, int from, int to, RequestLine line) throws Malformed {
    line.targetStart = from;
    int end;
    if (from < to && octets[from] == '/') {
      end = pathAndQuery(octets, from, to, line);
    } else if (from < to && octets[from] == '*') {
      end = asterisk(from, line);
    } else if (line.method.equals(HttpMethod.CONNECT)) {
      end = authorityOfTunnel(octets, from, to, line);
    } else {
      end = absolute(octets, from, to, line);
    }
    line.targetEnd = end;
    return end;
  }

  private static int pathAndQuery(byte[] octets, int from, int to, RequestLine line)
      throws Malformed {
    int i = from;
    boolean isEncoded = false;
    while (i < to && Octets.isPath(octets[i])) {
      isEncoded |= octets[i] == '%';
      i++;
    }
    line.pathStart = from;
    line.pathEnd = i;
    line.isPathEncoded = isEncoded;
    if (i < to && octets[i] == '?') {
      i++;
      while (i < to && Octets.isQuery(octets[i])) {
        isEncoded |= octets[i] == '%';
        i++;
      }
    }
    if (isEncoded && !Percent.isWellFormed(octets, from, i)) {
      throw Malformed.badRequest(
          "request target has a % that begins no octet but NUL (RFC 3986 section 2.1)");
    }
    return i;
  }

  /** RFC 9112 §3.2.4. */
  private static int asterisk(int from, RequestLine line) throws Malformed {
    if (!line.method.equals(HttpMethod.OPTIONS)) {
      throw Malformed.badRequest("request target * is for OPTIONS only (RFC 9112 section 3.2.4)");
    }
    line.pathStart = from;
    line.pathEnd = from + 1;
    return from + 1;
  }

  /** RFC 9112 §3.2.3. Recognised so that the answer is "not implemented", not "malformed". */
  private static int authorityOfTunnel(byte[] octets, int from, int to, RequestLine line)
      throws Malformed {
    int end = HostRule.endOfAuthority(octets, from, to);
    HostRule.check(octets, from, end);
    line.pathStart = end;
    line.pathEnd = end;
    return end;
  }

  /** RFC 9112 §3.2.2. The authority must be that of the Host field: see {@link HostRule}. */
  private static int absolute(byte[] octets, int from, int to, RequestLine line) throws Malformed {
    int authority = from + SCHEME.length();
    if (authority >= to || !Ascii.equalIgnoringCase(octets, from, authority, SCHEME)) {
      throw Malformed.badRequest(
          "request target must begin with / or http:// (RFC 9112 section 3.2)");
    }
    int end = HostRule.endOfAuthority(octets, authority, to);
    HostRule.check(octets, authority, end);
    line.authorityStart = authority;
    line.authorityEnd = end;
    return pathAndQuery(octets, end, to, line);
  }
}
