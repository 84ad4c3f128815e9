package jacquard.http.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Percent-decoding of paths (RFC 3986 §2.1) and of query parameters ({@code
 * application/x-www-form-urlencoded}).
 */
public final class Percent {
  private Percent() {}

  /**
   * The path with its percent-encoded octets decoded as UTF-8; octets that are no UTF-8 become
   * U+FFFD.
   */
  public static String decodePath(String path) {
    return path.indexOf('%') < 0 ? path : decode(path, 0, path.length(), false);
  }

  /** A name or value of a query: as a path, and {@code +} stands for a space. */
  public static String decodeParameter(String query, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = query.charAt(i);
      if (c == '%' || c == '+') {
        return decode(query, from, to, true);
      }
    }
    return query.substring(from, to);
  }

  /**
   * Whether each {@code %} between the two indexes begins a triplet, none of them the encoding of
   * NUL.
   */
  public static boolean isWellFormed(byte[] target, int from, int to) {
    for (int i = from; i < to; i++) {
      if (target[i] == '%' && !isTriplet(target, i, to)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTriplet(byte[] target, int at, int to) {
    if (to - at < 3) {
      return false;
    }
    int high = Octets.hexValue(target[at + 1]);
    int low = Octets.hexValue(target[at + 2]);
    return high >= 0 && low >= 0 && high + low > 0;
  }

  private static String decode(String text, int from, int to, boolean plusIsSpace) {
    byte[] octets = new byte[to - from];
    int length = 0;
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < to && isHex(text, i + 1) && isHex(text, i + 2)) {
        octets[length++] =
            (byte)
                ((Octets.hexValue(text.charAt(i + 1)) << 4) | Octets.hexValue(text.charAt(i + 2)));
        i += 3;
      } else {
        octets[length++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
        i++;
      }
    }
    return new String(octets, 0, length, UTF_8);
  }

  private static boolean isHex(String text, int at) {
    return Octets.hexValue(text.charAt(at)) >= 0;
  }
}
