package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.HttpMethod;
import jacquard.http.HttpVersion;
import jacquard.http.Request;
import jacquard.http.RequestBody;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request over its own copy of the head: text is made of it when it is asked for. */
final class H1Request implements Request {
  private final byte[] head;
  private final int fieldsStart;
  private final int fieldCount;
  private final HttpMethod method;
  private final HttpVersion version;
  private final int targetStart;
  private final int targetEnd;
  private final int pathStart;
  private final int pathEnd;
  private final boolean persists;
  private final boolean expectsContinue;
  private final Framing framing;
  private RequestBody body = NoBody.NONE;
  private @Nullable InetSocketAddress peer;

  /** Made by the first that asks; a second one made by a race is equal. */
  private volatile @Nullable Headers headers;

  H1Request(byte[] head, int fieldsStart, int fieldCount, HeadDraft draft, Framing framing) {
    this.head = head;
    this.fieldsStart = fieldsStart;
    this.fieldCount = fieldCount;
    this.method = draft.method;
    this.version = draft.version;
    this.targetStart = draft.targetStart;
    this.targetEnd = draft.targetEnd;
    this.pathStart = draft.pathStart;
    this.pathEnd = draft.pathEnd;
    this.persists = draft.persists();
    this.expectsContinue = draft.expectsContinue && draft.version == HttpVersion.HTTP_1_1;
    this.framing = framing;
  }

  /** How many octets of the connection the head took. */
  int headBytes() {
    return head.length;
  }

  Framing framing() {
    return framing;
  }

  /** Whether the client lets the connection go on after this request. */
  boolean persists() {
    return persists;
  }

  /** Whether the client waits for 100 before it sends the body. */
  boolean expectsContinue() {
    return expectsContinue;
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
    return Ascii.text(head, targetStart, targetEnd);
  }

  @Override
  public String rawPath() {
    // An absolute target may have no path: "http://host" asks for "/" (RFC 9110 section 4.2.3).
    return pathStart == pathEnd ? "/" : Ascii.text(head, pathStart, pathEnd);
  }

  @Override
  public Optional<String> rawQuery() {
    return pathEnd == targetEnd
        ? Optional.empty()
        : Optional.of(Ascii.text(head, pathEnd + 1, targetEnd));
  }

  @Override
  public Headers headers() {
    Headers known = headers;
    if (known == null) {
      known = readHeaders();
      headers = known;
    }
    return known;
  }

  @Override
  public Optional<String> header(String name) {
    Headers known = headers;
    return known == null ? find(name) : known.first(name);
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

  private Headers readHeaders() {
    String[] pairs = new String[2 * fieldCount];
    int line = fieldsStart;
    for (int field = 0; field < fieldCount; field++) {
      int colon = indexOf(':', line);
      int end = indexOf('\r', colon);
      pairs[2 * field] = Ascii.text(head, line, colon);
      pairs[2 * field + 1] = value(colon, end);
      line = end + 2;
    }
    return Headers.of(pairs);
  }

  /** Looks a field up without making text of the others. */
  private Optional<String> find(String name) {
    int line = fieldsStart;
    for (int field = 0; field < fieldCount; field++) {
      int colon = indexOf(':', line);
      int end = indexOf('\r', colon);
      if (isNamed(line, colon, name)) {
        return Optional.of(value(colon, end));
      }
      line = end + 2;
    }
    return Optional.empty();
  }

  private boolean isNamed(int from, int colon, String name) {
    return colon - from == name.length() && Ascii.text(head, from, colon).equalsIgnoreCase(name);
  }

  private String value(int colon, int end) {
    int start = FieldLineRule.valueStart(head, colon, end);
    return Ascii.text(head, start, FieldLineRule.valueEnd(head, start, end));
  }

  /** The head has passed the rules: what is looked for is there. */
  private int indexOf(int octet, int from) {
    int i = from;
    while (head[i] != octet) {
      i++;
    }
    return i;
  }
}
