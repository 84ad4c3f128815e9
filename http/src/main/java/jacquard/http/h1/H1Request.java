package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.HttpMethod;
import jacquard.http.HttpVersion;
import jacquard.http.Request;
import jacquard.http.RequestBody;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as it was read: it holds nothing of the connection's buffer. */
final class H1Request implements Request {
  private final HttpMethod method;
  private final HttpVersion version;
  private final String target;
  private final int pathStart;
  private final int pathEnd;
  private final boolean isPathEncoded;
  private final int headBytes;
  private final Fields fields;
  private final Framing framing;
  private RequestBody body = NoBody.NONE;
  private @Nullable InetSocketAddress peer;

  /**
   * A request.
   *
   * @param octets that the line was read from
   * @param headBytes how many octets of the connection the head took
   */
  H1Request(byte[] octets, RequestLine line, Fields fields, Framing framing, int headBytes) {
    this.method = line.method;
    this.version = line.version;
    this.target = Ascii.text(octets, line.targetStart, line.targetEnd);
    this.pathStart = line.pathStart - line.targetStart;
    this.pathEnd = line.pathEnd - line.targetStart;
    this.isPathEncoded = line.isPathEncoded;
    this.headBytes = headBytes;
    this.fields = fields;
    this.framing = framing;
  }

  /** How many octets of the connection the head took. */
  int headBytes() {
    return headBytes;
  }

  Framing framing() {
    return framing;
  }

  /** Whether the client lets the connection go on after this request. */
  boolean persists() {
    return fields.persists(version);
  }

  /** Whether the client waits for 100 before it sends the body. */
  boolean expectsContinue() {
    return fields.expectsContinue && version == HttpVersion.HTTP_1_1;
  }

  /** Completes the request, before a handler sees it. */
  void arrive(RequestBody body, @Nullable InetSocketAddress peer) {
    this.body = body;
    this.peer = peer;
  }

  @Override
  public HttpMethod method() {
    return method;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public String rawPath() {
    // An absolute target may have no path: "http://host" asks for "/" (RFC 9110 section 4.2.3).
    return pathStart == pathEnd ? "/" : target.substring(pathStart, pathEnd);
  }

  @Override
  public String path() {
    return isPathEncoded ? Request.super.path() : rawPath();
  }

  @Override
  public Optional<String> rawQuery() {
    return pathEnd == target.length()
        ? Optional.empty()
        : Optional.of(target.substring(pathEnd + 1));
  }

  @Override
  public Headers headers() {
    return fields.headers();
  }

  @Override
  public Optional<String> header(String name) {
    return fields.first(name);
  }

  @Override
  public RequestBody body() {
    return body;
  }

  @Override
  public HttpVersion version() {
    return version;
  }

  @Override
  public Optional<InetSocketAddress> remoteAddress() {
    return Optional.ofNullable(peer);
  }

  /** Returns method and path. Not the query: this is for logs, and queries may hold secrets. */
  @Override
  public String toString() {
    return method + " " + rawPath();
  }
}
