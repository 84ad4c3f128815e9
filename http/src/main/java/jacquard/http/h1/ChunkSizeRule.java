package jacquard.http.h1;

import jacquard.http.syntax.Octets;

/**
 * {@code chunk-size [ chunk-ext ]} (RFC 9112 §7.1): 1 to 16 hexadecimal digits, no white space, and
 * a number up to 2^63-1. Extensions are checked and dropped; the "bad white space" that §7.1.1 has
 * recipients tolerate in them is refused.
 */
final class ChunkSizeRule {
  private static final int DIGITS_MAX = 16;

  private ChunkSizeRule() {}

  /** Returns the index behind the digits. */
  static int endOfDigits(byte[] octets, int from, int to) throws Malformed {
    int i = from;
    while (i < to && Octets.hexValue(octets[i]) >= 0) {
      i++;
    }
    if (i == from) {
      throw Malformed.badRequest("chunk size must be hexadecimal digits (RFC 9112 section 7.1)");
    }
    if (i - from > DIGITS_MAX) {
      throw tooLarge();
    }
    return i;
  }

  static long size(byte[] octets, int from, int endOfDigits) throws Malformed {
    long size = 0;
    for (int i = from; i < endOfDigits; i++) {
      size = (size << 4) | Octets.hexValue(octets[i]);
    }
    if (size < 0) {
      throw tooLarge();
    }
    return size;
  }

  /** {@code *( ";" token [ "=" ( token / quoted-string ) ] )} (RFC 9112 §7.1.1). */
  static void checkExtensions(byte[] octets, int from, int to) throws Malformed {
    int i = from;
    while (i < to) {
      if (octets[i] != ';') {
        throw badExtension();
      }
      i = token(octets, i + 1, to);
      if (i < to && octets[i] == '=') {
        i =
            i + 1 < to && octets[i + 1] == '"'
                ? quoted(octets, i + 2, to)
                : token(octets, i + 1, to);
      }
    }
  }

  private static int token(byte[] octets, int from, int to) throws Malformed {
    int i = from;
    while (i < to && Octets.isToken(octets[i])) {
      i++;
    }
    if (i == from) {
      throw badExtension();
    }
    return i;
  }

  /** Returns the index behind the quotation mark that closes the string (RFC 9110 §5.6.4). */
  private static int quoted(byte[] octets, int from, int to) throws Malformed {
    int i = from;
    while (i < to && octets[i] != '"') {
      i += octets[i] == '\\' ? 2 : 1;
    }
    if (i >= to) {
      throw badExtension();
    }
    return i + 1;
  }

  private static Malformed badExtension() {
    return Malformed.badRequest(
        "chunk size must be followed by CRLF or ;name or ;name=value (RFC 9112 section 7.1.1)");
  }

  private static Malformed tooLarge() {
    return Malformed.badRequest("chunk size is larger than any body can be (RFC 9112 section 7.1)");
  }
}
