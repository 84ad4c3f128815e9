package jacquard.http.h1;

import java.nio.charset.StandardCharsets;

/** Comparisons of octets with words of ASCII. */
final class Ascii {
  private Ascii() {}

  /** Whether the octets are exactly that word. */
  static boolean equal(byte[] octets, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (octets[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the octets are that word, given in lower case, without regard to their case. */
  static boolean equalIgnoringCase(byte[] octets, int from, int to, String lowerCase) {
    if (to - from != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if (lower(octets[from + i]) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] octets, int from, int to) {
    return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
  }
}
