package jacquard.http.syntax;

/**
 * One table that says, for each octet, which productions of the HTTP and URI grammars it may appear
 * in: every decision of the parsers about a single octet is one lookup here.
 */
public final class Octets {
  private static final int TOKEN = 1;
  private static final int CONTROL = 1 << 1;
  private static final int PATH = 1 << 2;
  private static final int QUERY = 1 << 3;
  private static final int HOST = 1 << 4;
  private static final byte NAME = TOKEN | PATH | QUERY | HOST;

  private static final byte[] CLASSES = classes();

  private Octets() {}

  /** {@code tchar} of RFC 9110 §5.6.2. */
  public static boolean isToken(int octet) {
    return (CLASSES[octet & 0xff] & TOKEN) != 0;
  }

  /**
   * A control octet other than HTAB: never allowed inside a line of a message head (RFC 9110 §5.5).
   */
  public static boolean isControl(int octet) {
    return (CLASSES[octet & 0xff] & CONTROL) != 0;
  }

  /**
   * An octet allowed in the path of a request target: {@code pchar} and {@code /} of RFC 3986 §3.3,
   * and the brackets and bar that browsers send unencoded (WHATWG URL, path percent-encode set).
   */
  public static boolean isPath(int octet) {
    return (CLASSES[octet & 0xff] & PATH) != 0;
  }

  /**
   * An octet allowed in the query of a request target: RFC 3986 §3.4, and what browsers send
   * unencoded (WHATWG URL, query percent-encode set). No other part of a program reads structure
   * into these octets within a query.
   */
  public static boolean isQuery(int octet) {
    return (CLASSES[octet & 0xff] & QUERY) != 0;
  }

  /** An octet of a host name: {@code unreserved} of RFC 3986 §2.3. */
  public static boolean isHost(int octet) {
    return (CLASSES[octet & 0xff] & HOST) != 0;
  }

  /** The value of a hexadecimal digit, or -1. */
  public static int hexValue(int octet) {
    return switch (octet) {
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> octet - '0';
      case 'a', 'b', 'c', 'd', 'e', 'f' -> octet - 'a' + 10;
      case 'A', 'B', 'C', 'D', 'E', 'F' -> octet - 'A' + 10;
      default -> -1;
    };
  }

  /** SP or HTAB: the white space of {@code OWS} (RFC 9110 §5.6.3). */
  public static boolean isBlank(int octet) {
    return octet == ' ' || octet == '\t';
  }

  /** Whether the text is a {@code token}: one or more {@code tchar}. */
  public static boolean isToken(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f || !isToken(c)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Whether the text can be sent as the value of a field: Latin-1 without controls, and without
   * blanks at its ends (RFC 9110 §5.5). A value for which this holds cannot inject a line into a
   * message.
   */
  public static boolean isFieldValue(CharSequence text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 0xff || isControl(c)) {
        return false;
      }
    }
    return length == 0 || (!isBlank(text.charAt(0)) && !isBlank(text.charAt(length - 1)));
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int c = 0; c < 0x20; c++) {
      classes[c] = c == '\t' ? 0 : (byte) CONTROL;
    }
    classes[0x7f] = CONTROL;
    for (int c = '0'; c <= '9'; c++) {
      classes[c] = NAME;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      classes[c] = NAME;
      classes[c - 'a' + 'A'] = NAME;
    }
    allow(classes, "!#$%&'*+-.^_`|~", TOKEN);
    allow(classes, "-._~!$&'()*+,;=:@/%[]|", PATH | QUERY);
    allow(classes, "?\\^`{}", QUERY);
    allow(classes, "-._~", HOST);
    return classes;
  }

  private static void allow(byte[] classes, String octets, int production) {
    for (int i = 0; i < octets.length(); i++) {
      classes[octets.charAt(i)] |= (byte) production;
    }
  }
}
