package jacquard.http.h1;

import jacquard.http.syntax.Octets;

/**
 * {@code field-line = field-name ":" OWS field-value OWS} (RFC 9112 §5): the name is a token and
 * the colon follows at once (§5.1), and a line that begins with white space, an obsolete fold, is
 * refused (§5.2).
 */
final class FieldLineRule {
  private FieldLineRule() {}

  /** Returns the index of the colon. */
  static int colon(byte[] octets, int from, int to) throws Malformed {
    int i = from;
    while (i < to && Octets.isToken(octets[i])) {
      i++;
    }
    if (i == from || i == to || octets[i] != ':') {
      throw violation(octets, from, to, i);
    }
    return i;
  }

  /** Returns the index of the first octet of the value: behind the colon and the blanks. */
  static int valueStart(byte[] octets, int colon, int to) {
    int i = colon + 1;
    while (i < to && Octets.isBlank(octets[i])) {
      i++;
    }
    return i;
  }

  /** Returns the index behind the last octet of the value: before the blanks that end the line. */
  static int valueEnd(byte[] octets, int valueStart, int to) {
    int i = to;
    while (i > valueStart && Octets.isBlank(octets[i - 1])) {
      i--;
    }
    return i;
  }

  private static Malformed violation(byte[] octets, int from, int to, int at) {
    if (Octets.isBlank(octets[from])) {
      return Malformed.badRequest("folded field (RFC 9112 section 5.2)");
    }
    if (at < to && Octets.isBlank(octets[at])) {
      return Malformed.badRequest("white space in or behind a field name (RFC 9112 section 5.1)");
    }
    return Malformed.badRequest("field must be a name, a colon and a value (RFC 9112 section 5)");
  }
}
