package jacquard.http.h1;

/**
 * Hands each field to the rule for its name; the length of the name decides which one it could be.
 */
final class HeadFields {
  private HeadFields() {}

  static void read(byte[] octets, int from, int to, HeadDraft head) throws Malformed {
    int colon = FieldLineRule.colon(octets, from, to);
    switch (colon - from) {
      case 4, 6, 10, 14, 17 -> readKnown(octets, from, colon, to, head);
      default -> {
        // No name of this length means anything to the framing or the connection.
      }
    }
  }

  private static void readKnown(byte[] octets, int from, int colon, int to, HeadDraft head)
      throws Malformed {
    int valueStart = FieldLineRule.valueStart(octets, colon, to);
    int valueEnd = FieldLineRule.valueEnd(octets, valueStart, to);
    if (Ascii.equalIgnoringCase(octets, from, colon, "host")) {
      HostRule.read(valueStart, valueEnd, head);
    } else if (Ascii.equalIgnoringCase(octets, from, colon, "expect")) {
      ExpectRule.read(octets, valueStart, valueEnd, head);
    } else if (Ascii.equalIgnoringCase(octets, from, colon, "connection")) {
      ConnectionRule.read(octets, valueStart, valueEnd, head);
    } else if (Ascii.equalIgnoringCase(octets, from, colon, "content-length")) {
      ContentLengthRule.read(octets, valueStart, valueEnd, head);
    } else if (Ascii.equalIgnoringCase(octets, from, colon, "transfer-encoding")) {
      TransferEncodingRule.read(octets, valueStart, valueEnd, head);
    }
  }
}
