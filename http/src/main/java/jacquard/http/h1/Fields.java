package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.HttpVersion;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a head and what the rules have found in them. Requests that a client sends in one
 * go share them: it repeats the fields and changes only the request line, so one comparison takes
 * the place of reading them, a tenth of its time.
 */
/*
 * What the rules find in fields depends on their octets only, up to the empty line; what also depends
 * on the request line (FramingRule, HostRule.check, persists) is decided for each request.
 *
 * The rules write while the fields are read, before anybody else sees them; nothing is written later,
 * but `headers`. Indexes are into `octets`; -1 means not found.
 *
 * Proved by: FieldsTest, which sends each message of the framing tests behind each valid one.
 */
final class Fields {
  int hostStart = -1;
  int hostEnd = -1;
  long contentLength = -1;
  boolean chunked;
  boolean close;
  boolean keepAlive;
  boolean expectsContinue;

  private final byte[] octets;
  private final int count;

  /** Made by the first that asks; a second one made by a race is equal. */
  private volatile @Nullable Headers headers;

  /**
   * Fields to be read by the rules.
   *
   * @param octets from the first field to the empty line, which is included; never written
   * @param count how many fields they are
   */
  Fields(byte[] octets, int count) {
    this.octets = octets;
    this.count = count;
  }

  byte[] octets() {
    return octets;
  }

  /** How many octets they are, the empty line included. */
  int length() {
    return octets.length;
  }

  /** Whether the same octets stand at {@code at}. */
  boolean isAt(byte[] others, int at, int limit) {
    return limit - at >= octets.length
        && Arrays.equals(others, at, at + octets.length, octets, 0, octets.length);
  }

  /** RFC 9112 §9.3: HTTP/1.1 persists unless told otherwise, HTTP/1.0 only if asked to. */
  boolean persists(HttpVersion version) {
    return !close && (version == HttpVersion.HTTP_1_1 || keepAlive);
  }

  // Text of them, made when it is asked for.

  Headers headers() {
    Headers known = headers;
    if (known == null) {
      known = readHeaders();
      headers = known;
    }
    return known;
  }

  Optional<String> first(String name) {
    Headers known = headers;
    return known == null ? find(name) : known.first(name);
  }

  private Headers readHeaders() {
    String[] pairs = new String[2 * count];
    int line = 0;
    for (int field = 0; field < count; field++) {
      int colon = indexOf(':', line);
      int end = indexOf('\r', colon);
      pairs[2 * field] = Ascii.text(octets, line, colon);
      pairs[2 * field + 1] = value(colon, end);
      line = end + 2;
    }
    return Headers.of(pairs);
  }

  /** Looks a field up without making text of the others. */
  private Optional<String> find(String name) {
    int line = 0;
    for (int field = 0; field < count; field++) {
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
    return colon - from == name.length() && Ascii.text(octets, from, colon).equalsIgnoreCase(name);
  }

  private String value(int colon, int end) {
    int start = FieldLineRule.valueStart(octets, colon, end);
    return Ascii.text(octets, start, FieldLineRule.valueEnd(octets, start, end));
  }

  /** The fields have passed the rules: what is looked for is there. */
  private int indexOf(int octet, int from) {
    int i = from;
    while (octets[i] != octet) {
      i++;
    }
    return i;
  }
}
