package jacquard.http.h1;

import jacquard.http.syntax.EightOctets;

/**
 * The one rule for lines, wherever they stand (request line, fields, chunk sizes, trailers): a line
 * ends with CRLF, and no other control octet but HTAB is in it. RFC 9112 §2.2 lets a recipient take
 * a bare LF for an end and a bare CR for a space; we do neither, since what stands before us may
 * have read it the other way.
 */
final class LineRule {
  /** Returned in place of an index when the line is longer than it may be. */
  static final int TOO_LONG = Integer.MIN_VALUE;

  private LineRule() {}

  /**
   * Returns the index of the CR that ends the line; or, if the line is not complete, the complement
   * ({@code ~i}) of the index to go on from once there are more octets; or {@link #TOO_LONG}.
   *
   * @param from where to go on
   * @param limit the end of the octets there are
   * @param latest the last index at which the line may end
   */
  static int end(byte[] octets, int from, int limit, int latest) throws Malformed {
    int stop = Math.min(limit, latest + 1);
    int i = EightOctets.firstControl(octets, from, stop);
    if (i > latest) {
      return TOO_LONG;
    }
    if (i == limit || (octets[i] == '\r' && i + 1 == limit)) {
      return ~i;
    }
    if (octets[i] == '\r' && octets[i + 1] == '\n') {
      return i;
    }
    throw violation(octets[i]);
  }

  private static Malformed violation(byte octet) {
    return Malformed.badRequest(
        switch (octet) {
          case '\r' -> "CR without LF (RFC 9112 section 2.2)";
          case '\n' -> "LF without CR (RFC 9112 section 2.2)";
          case 0 -> "NUL in a line (RFC 9110 section 5.5)";
          default -> "control octet " + octet + " in a line (RFC 9110 section 5.5)";
        });
  }
}
