package jacquard.http.h1;

/**
 * {@code Connection} (RFC 9110 §7.6.1): a list of options, of which {@code close} and {@code
 * keep-alive} mean something here (RFC 9112 §9.3). Several fields add up.
 */
final class ConnectionRule {
  private ConnectionRule() {}

  static void read(byte[] octets, int from, int to, Fields fields) {
    int start = from;
    while (start < to) {
      int comma = start;
      while (comma < to && octets[comma] != ',') {
        comma++;
      }
      int first = FieldLineRule.valueStart(octets, start - 1, comma);
      option(octets, first, FieldLineRule.valueEnd(octets, first, comma), fields);
      start = comma + 1;
    }
  }

  private static void option(byte[] octets, int from, int to, Fields fields) {
    if (Ascii.equalIgnoringCase(octets, from, to, "close")) {
      fields.close = true;
    } else if (Ascii.equalIgnoringCase(octets, from, to, "keep-alive")) {
      fields.keepAlive = true;
    }
  }
}
