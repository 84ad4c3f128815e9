package jacquard.http.h1;

import jacquard.http.HttpLimits;
import jacquard.http.Status;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes the heads of requests, one after the other, from the octets of a connection. */
/*
 * In two steps. While octets arrive, only lines are counted: LineRule finds their ends and refuses
 * control octets, and the limits are kept. Each octet is looked at once, however small the pieces
 * are that it comes in. When the empty line is there, the head is copied out of the connection's
 * buffer, and the rules run over the copy, which becomes the request's own: it stays valid whatever
 * happens to the buffer, and its fields become strings only if somebody asks for them.
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
  private final HeadDraft draft = new HeadDraft();

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
        H1Request request = read(Arrays.copyOfRange(octets, start, start + end + 2));
        clear();
        return request;
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

  private H1Request read(byte[] head) throws Malformed {
    draft.clear();
    RequestLineRule.read(head, headStart, lineEnds[0], draft);
    for (int line = 1; line < lines; line++) {
      HeadFields.read(head, lineEnds[line - 1] + 2, lineEnds[line], draft);
    }
    HostRule.check(head, draft);
    return new H1Request(head, lineEnds[0] + 2, lines - 1, draft, FramingRule.of(draft));
  }

  /** Forgets what has been seen of a head: the next is another connection's. */
  void clear() {
    lines = 0;
    headStart = 0;
    lineStart = 0;
    scanned = 0;
  }
}
