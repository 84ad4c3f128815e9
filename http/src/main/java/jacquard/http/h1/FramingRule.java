package jacquard.http.h1;

import jacquard.http.HttpVersion;

/**
 * Where the body of a request ends (RFC 9112 §6.3). A message with both Transfer-Encoding and
 * Content-Length, which §6.1 lets a server reject, is rejected: it is how requests are smuggled. So
 * is Transfer-Encoding in HTTP/1.0, which §6.1 calls faulty framing.
 */
final class FramingRule {
  private FramingRule() {}

  static Framing of(HttpVersion version, Fields fields) throws Malformed {
    if (!fields.chunked) {
      return fields.contentLength <= 0 ? Framing.NONE : new Framing.Length(fields.contentLength);
    }
    if (fields.contentLength >= 0) {
      throw Malformed.badRequest(
          "both Transfer-Encoding and Content-Length (RFC 9112 section 6.1)");
    }
    if (version == HttpVersion.HTTP_1_0) {
      throw Malformed.badRequest("Transfer-Encoding in HTTP/1.0 (RFC 9112 section 6.1)");
    }
    return Framing.CHUNKED;
  }
}
