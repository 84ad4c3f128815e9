package jacquard.http.h1;

import jacquard.http.Status;

/**
 * {@code Transfer-Encoding} (RFC 9112 §6.1): exactly {@code chunked}, once. A coding we don't know
 * in front of {@code chunked} is 501, as §6.1 asks; anything else would leave the end of the body
 * to guesswork and is 400.
 */
final class TransferEncodingRule {
  private TransferEncodingRule() {}

  static void read(byte[] octets, int from, int to, Fields fields) throws Malformed {
    if (fields.chunked) {
      throw Malformed.badRequest("more than one Transfer-Encoding (RFC 9112 section 6.1)");
    }
    if (!Ascii.equalIgnoringCase(octets, from, to, "chunked")) {
      throw violation(octets, from, to);
    }
    fields.chunked = true;
  }

  private static Malformed violation(byte[] octets, int from, int to) {
    int comma = from;
    while (comma < to && octets[comma] != ',') {
      comma++;
    }
    int first = FieldLineRule.valueEnd(octets, from, comma);
    boolean isKnown =
        Ascii.equalIgnoringCase(octets, from, first, "gzip")
            || Ascii.equalIgnoringCase(octets, from, first, "deflate")
            || Ascii.equalIgnoringCase(octets, from, first, "compress");
    int last = comma < to ? FieldLineRule.valueStart(octets, comma, to) : to;
    if (isKnown && Ascii.equalIgnoringCase(octets, last, to, "chunked")) {
      return new Malformed(
          Status.NOT_IMPLEMENTED, "the only transfer coding is chunked (RFC 9112 section 6.1)");
    }
    return Malformed.badRequest("Transfer-Encoding must be exactly chunked (RFC 9112 section 6.1)");
  }
}
