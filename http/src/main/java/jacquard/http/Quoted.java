package jacquard.http;

/**
 * A peer's or a caller's text made fit for a message of one line: bounded, and controls shown as
 * escapes.
 */
final class Quoted {
  private static final int CHARS_MAX = 80;

  private Quoted() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), CHARS_MAX); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x7f) {
        quoted.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      } else {
        quoted.append(c);
      }
    }
    return text.length() > CHARS_MAX ? quoted.append("...").toString() : quoted.toString();
  }
}
