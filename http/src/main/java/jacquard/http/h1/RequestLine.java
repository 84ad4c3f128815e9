package jacquard.http.h1;

import jacquard.http.HttpMethod;
import jacquard.http.HttpVersion;

/**
 * What the rules have found in a request line; one a connection, used again for each request.
 * Indexes are into the octets that the rules were given; -1 means not found.
 */
final class RequestLine {
  HttpMethod method = HttpMethod.GET;
  HttpVersion version = HttpVersion.HTTP_1_1;
  int targetStart;
  int targetEnd;
  int pathStart;
  int pathEnd;
  boolean isPathEncoded;
  int authorityStart = -1;
  int authorityEnd = -1;

  /** Before another line is read. */
  void clear() {
    isPathEncoded = false;
    authorityStart = -1;
  }
}
