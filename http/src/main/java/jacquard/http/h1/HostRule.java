package jacquard.http.h1;

import jacquard.http.HttpVersion;
import jacquard.http.syntax.Octets;

/**
 * The Host field (RFC 9112 §3.2, RFC 9110 §7.2): exactly one in HTTP/1.1, at most one in HTTP/1.0,
 * a host name, IPv4 address or bracketed IP literal with an optional port, and the authority of an
 * absolute target if there is one.
 *
 * <p>Narrower than {@code uri-host} where resolvers and caches are known to disagree: no user
 * information, no percent-encoding, no sub-delimiters such as the comma that two merged fields
 * would leave, no empty host, and a port of 1 to 5 digits if there is a colon.
 */
final class HostRule {
  private static final int PORT_DIGITS_MAX = 5;

  private HostRule() {}

  /** Checks the combination once all fields are known; {@code octets} are those of the line. */
  static void check(byte[] octets, RequestLine line, Fields fields) throws Malformed {
    if (fields.hostStart < 0) {
      if (line.version == HttpVersion.HTTP_1_1) {
        throw Malformed.badRequest("no Host (RFC 9112 section 3.2)");
      }
      return;
    }
    if (line.authorityStart >= 0 && !isHost(octets, line, fields)) {
      throw Malformed.badRequest(
          "Host differs from the authority of the target (RFC 9112 section 3.2.2)");
    }
  }

  private static boolean isHost(byte[] octets, RequestLine line, Fields fields) {
    String host = Ascii.text(fields.octets(), fields.hostStart, fields.hostEnd);
    return host.equalsIgnoreCase(Ascii.text(octets, line.authorityStart, line.authorityEnd));
  }

  /** Takes one Host field. */
  static void read(byte[] octets, int from, int to, Fields fields) throws Malformed {
    if (fields.hostStart >= 0) {
      throw Malformed.badRequest("more than one Host (RFC 9112 section 3.2)");
    }
    check(octets, from, to);
    fields.hostStart = from;
    fields.hostEnd = to;
  }

  /** Returns the index behind the octets that can stand in an authority. */
  static int endOfAuthority(byte[] octets, int from, int to) {
    int i = from;
    while (i < to && octets[i] != '/' && octets[i] != '?' && octets[i] != ' ') {
      i++;
    }
    return i;
  }

  static void check(byte[] octets, int from, int to) throws Malformed {
    int end =
        from < to && octets[from] == '['
            ? endOfLiteral(octets, from, to)
            : endOfName(octets, from, to);
    if (end == from || (end < to && !isPort(octets, end, to))) {
      throw Malformed.badRequest(
          "host must be a name or address with an optional port (RFC 9110 section 7.2)");
    }
  }

  private static int endOfName(byte[] octets, int from, int to) {
    int i = from;
    while (i < to && Octets.isHost(octets[i])) {
      i++;
    }
    return i;
  }

  /** The index behind the bracket that closes an IPv6 address, or {@code from} if it is none. */
  private static int endOfLiteral(byte[] octets, int from, int to) {
    int i = from + 1;
    while (i < to && (Octets.hexValue(octets[i]) >= 0 || octets[i] == ':' || octets[i] == '.')) {
      i++;
    }
    return i > from + 1 && i < to && octets[i] == ']' ? i + 1 : from;
  }

  private static boolean isPort(byte[] octets, int colon, int to) {
    if (octets[colon] != ':' || to - colon < 2 || to - colon > PORT_DIGITS_MAX + 1) {
      return false;
    }
    for (int i = colon + 1; i < to; i++) {
      if (octets[i] < '0' || octets[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
