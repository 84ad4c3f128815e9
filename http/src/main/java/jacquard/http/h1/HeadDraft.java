package jacquard.http.h1;

import jacquard.http.HttpMethod;
import jacquard.http.HttpVersion;

/**
 * What the rules have found in a head so far; one a connection, used again for each request.
 * Indexes are into the octets that the rules were given; -1 means not found.
 */
final class HeadDraft {
  HttpMethod method = HttpMethod.GET;
  HttpVersion version = HttpVersion.HTTP_1_1;
  int targetStart;
  int targetEnd;
  int pathStart;
  int pathEnd;
  int authorityStart = -1;
  int authorityEnd = -1;
  int hostStart = -1;
  int hostEnd = -1;
  long contentLength = -1;
  boolean chunked;
  boolean close;
  boolean keepAlive;
  boolean expectsContinue;

  void clear() {
    authorityStart = -1;
    hostStart = -1;
    contentLength = -1;
    chunked = false;
    close = false;
    keepAlive = false;
    expectsContinue = false;
  }

  /** RFC 9112 §9.3: HTTP/1.1 persists unless told otherwise, HTTP/1.0 only if asked to. */
  boolean persists() {
    return !close && (version == HttpVersion.HTTP_1_1 || keepAlive);
  }
}
