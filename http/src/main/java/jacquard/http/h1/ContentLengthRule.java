package jacquard.http.h1;

/**
 * {@code Content-Length = 1*DIGIT} (RFC 9110 §8.6), once. A list, a second field even of the same
 * value (RFC 9112 §6.3 would let us merge them), a sign, and a number above 2^63-1 are refused.
 */
final class ContentLengthRule {
  private ContentLengthRule() {}

  static void read(byte[] octets, int from, int to, Fields fields) throws Malformed {
    if (fields.contentLength >= 0) {
      throw Malformed.badRequest("more than one Content-Length (RFC 9112 section 6.3)");
    }
    if (from == to) {
      throw violation();
    }
    long length = 0;
    for (int i = from; i < to; i++) {
      int digit = octets[i] - '0';
      if (digit < 0 || digit > 9) {
        throw violation();
      }
      if (length > (Long.MAX_VALUE - digit) / 10) {
        throw Malformed.badRequest(
            "Content-Length is larger than any body can be (RFC 9110 section 8.6)");
      }
      length = length * 10 + digit;
    }
    fields.contentLength = length;
  }

  private static Malformed violation() {
    return Malformed.badRequest("Content-Length must be digits only (RFC 9110 section 8.6)");
  }
}
