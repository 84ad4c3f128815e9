package jacquard.http.h1;

/**
 * Hands each field to the rule for its name; the length of the name decides which one it could be.
 */
final class HeadFields {
  private HeadFields() {}

  static void read(byte[] octets, int from, int to, Fields fields) throws Malformed {
    int colon = FieldLineRule.colon(octets, from, to);
    String known =
        switch (colon - from) {
          case 4 -> "host";
          case 6 -> "expect";
          case 10 -> "connection";
          case 14 -> "content-length";
          case 17 -> "transfer-encoding";
          default -> ""; // No name of this length means anything to the framing or the connection.
        };
    if (Ascii.equalIgnoringCase(octets, from, colon, known)) {
      readKnown(octets, from, colon, to, fields);
    }
  }

  private static void readKnown(byte[] octets, int from, int colon, int to, Fields fields)
      throws Malformed {
    int start = FieldLineRule.valueStart(octets, colon, to);
    int end = FieldLineRule.valueEnd(octets, start, to);
    switch (colon - from) {
      case 4 -> HostRule.read(octets, start, end, fields);
      case 6 -> ExpectRule.read(octets, start, end, fields);
      case 10 -> ConnectionRule.read(octets, start, end, fields);
      case 14 -> ContentLengthRule.read(octets, start, end, fields);
      default -> TransferEncodingRule.read(octets, start, end, fields);
    }
  }
}
