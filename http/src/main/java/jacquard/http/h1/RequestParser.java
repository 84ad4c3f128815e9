package jacquard.http.h1;

import jacquard.http.HttpLimits;
import jacquard.http.Status;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes the heads of requests, one after the other, from the octets of a connection. */
/*
 * In two steps. While octets arrive, only lines are counted: LineRule finds their ends and refuses
 * control octets, and the limits are kept. Each octet is looked at once, however small the pieces
 * are that it comes in. When the empty line is there, the fields are copied out of the connection's
 * buffer, and the rules run over the line and the copy: what the request holds stays valid whatever
 * happens to the buffer, and its fields become strings only if somebody asks for them.
 *
 * If those of the last request stand behind the request line again, both steps are done for them.
 *
 * All indexes are relative to the first octet of the message, so that the buffer may move its
 * content between two calls.
 *
 * I1  What parse answers does not depend on how the octets were cut. Proved by: FramingTest.
 * I2  No more than the limits and two octets are looked at before a head is refused.
 */
final class RequestParser {
  private static final int LINES_FIRST = 16;

  private final HttpLimits limits;
  private final RequestLine line = new RequestLine();

  /** Those of the last request, until {@link #forget}. */
  private @Nullable Fields lastFields;

  /** Where the lines of this head end; the first is the request line. */
  private int[] lineEnds = new int[LINES_FIRST];

  private int lines;
  private int headStart;
  private int lineStart;
  private int scanned;
  private int fieldsStart;

  RequestParser(HttpLimits limits) {
    this.limits = limits;
  }

  /** Whether some, but not all, of a head has been seen. */
  boolean hasBegun() {
    return scanned > 0;
  }

  /**
   * Looks at the octets from {@code start}, the first of the message, to {@code limit}. Returns the
   * request, which takes {@link H1Request#headBytes} of them, or null if they are not all there.
   *
   * @throws Malformed if the message must be refused; this parser is of no use then
   */
  @Nullable H1Request parse(byte[] octets, int start, int limit) throws Malformed {
    while (true) {
      int end = lineEnd(octets, start, limit);
      if (end < 0) {
        scanned = ~end;
        return null;
      }
      boolean isEmpty = end == lineStart;
      boolean isFirst = lines == 0;
      if (isEmpty && !isFirst) {
        readLine(octets, start);
        return finish(octets, readFields(octets, start, end + 2));
      }
      if (isEmpty && headStart == 0) {
        // One empty line before a request is skipped, as RFC 9112 section 2.2 asks.
        headStart = 2;
      } else {
        addLine(end);
      }
      lineStart = end + 2;
      scanned = lineStart;
      if (isFirst) {
        fieldsStart = lineStart;
        Fields last = lastFields;
        if (lines == 1 && last != null && last.isAt(octets, start + fieldsStart, limit)) {
          readLine(octets, start);
          return finish(octets, last);
        }
      }
    }
  }

  private int lineEnd(byte[] octets, int start, int limit) throws Malformed {
    int latest =
        lines == 0 ? lineStart + limits.requestLineBytes() : fieldsStart + limits.headerBytes();
    int end = LineRule.end(octets, start + scanned, limit, start + latest);
    if (end == LineRule.TOO_LONG) {
      throw lines == 0
          ? new Malformed(
              Status.URI_TOO_LONG,
              "request line is longer than " + limits.requestLineBytes() + " bytes")
          : new Malformed(
              Status.REQUEST_HEADER_FIELDS_TOO_LARGE,
              "fields are longer than " + limits.headerBytes() + " bytes");
    }
    return end < 0 ? ~(~end - start) : end - start;
  }

  private void addLine(int end) throws Malformed {
    if (lines > limits.headerCount()) {
      throw new Malformed(
          Status.REQUEST_HEADER_FIELDS_TOO_LARGE,
          "there are more than " + limits.headerCount() + " fields");
    }
    if (lines == lineEnds.length) {
      lineEnds = Arrays.copyOf(lineEnds, 2 * lines);
    }
    lineEnds[lines++] = end;
  }

  private void readLine(byte[] octets, int start) throws Malformed {
    line.clear();
    RequestLineRule.read(octets, start + headStart, start + lineEnds[0], line);
  }

  private Fields readFields(byte[] octets, int start, int end) throws Malformed {
    byte[] copy = Arrays.copyOfRange(octets, start + fieldsStart, start + end);
    Fields fields = new Fields(copy, lines - 1);
    for (int i = 1; i < lines; i++) {
      HeadFields.read(copy, lineEnds[i - 1] + 2 - fieldsStart, lineEnds[i] - fieldsStart, fields);
    }
    return fields;
  }

  private H1Request finish(byte[] octets, Fields fields) throws Malformed {
    HostRule.check(octets, line, fields);
    Framing framing = FramingRule.of(line.version, fields);
    int headBytes = fieldsStart + fields.length();
    if (fields != lastFields) {
      // Not without the test: G1 has each store into an old object looked at by another thread.
      lastFields = fields;
    }
    clear();
    return new H1Request(octets, line, fields, framing, headBytes);
  }

  /**
   * The next head is another connection's: nothing of this one's is kept, least of all to be
   * compared with what somebody else sends.
   */
  void forget() {
    clear();
    lastFields = null;
  }

  private void clear() {
    lines = 0;
    headStart = 0;
    lineStart = 0;
    scanned = 0;
  }
}
