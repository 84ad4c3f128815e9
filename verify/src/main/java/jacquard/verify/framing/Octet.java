package jacquard.verify.framing;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The classes of octets in the grammar, written down here once more, apart from the server's. */
final class Octet {

  private static final String TOKEN_SPECIALS = "!#$%&'*+-.^_`|~";

  /** The last three are not of the grammar: browsers send them as they are. */
  private static final String PATH_SPECIALS = "-._~!$&'()*+,;=:@/" + "[]|";

  private Octet() {}

  /** {@code tchar}, RFC 9110 §5.6.2. */
  static boolean isToken(int octet) {
    return isAlphanumeric(octet) || TOKEN_SPECIALS.indexOf(octet) >= 0;
  }

  /** {@code pchar} without percent-encoding, and the slash: RFC 3986 §3.3. */
  static boolean isPath(int octet) {
    return isAlphanumeric(octet) || PATH_SPECIALS.indexOf(octet) >= 0;
  }

  static boolean isHexadecimal(int octet) {
    return Character.digit(octet, 16) >= 0 && octet < 0x80;
  }

  /** What no field value may hold: RFC 9110 §5.5. */
  static boolean isForbiddenInValue(int octet) {
    return (octet < 0x20 && octet != '\t') || octet == 0x7f;
  }

  private static boolean isAlphanumeric(int octet) {
    return (octet >= '0' && octet <= '9')
        || (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z');
  }

  /** All of the 256 that are of that class. */
  static List<Integer> all(IntPredicate wanted) {
    return IntStream.range(0, 256).filter(wanted).boxed().toList();
  }

  /** For names of messages: {@code 0x0a}. */
  static String named(int octet) {
    return "0x%02x".formatted(octet);
  }

  static String of(int octet) {
    return String.valueOf((char) octet);
  }
}
