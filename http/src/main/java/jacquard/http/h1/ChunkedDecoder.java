package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.HttpLimits;
import jacquard.http.Status;
import java.util.ArrayList;
import java.util.List;

/** A body sent in chunks (RFC 9112 §7.1). */
/*
 *   SIZE ──size > 0──▶ DATA ──all taken──▶ DATA_END ──CRLF──▶ SIZE
 *     └───size = 0──▶ TRAILERS ──empty line──▶ END
 *
 * Lines are looked at once, as in RequestParser: `scanned` octets of the present line are known to
 * hold no end. Proved by: FramingTest.
 */
final class ChunkedDecoder implements BodyDecoder {
  private enum State {
    SIZE,
    DATA,
    DATA_END,
    TRAILERS,
    END
  }

  /** Digits, and one octet so that a size of too many digits is seen as such. */
  private static final int SIZE_BYTES_MAX = 17;

  private final HttpLimits limits;
  private final List<String> trailers = new ArrayList<>();
  private State state = State.SIZE;
  private long left;
  private int scanned;
  private int extensionBytes;
  private int trailerBytes;

  ChunkedDecoder(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public int advance(byte[] octets, int from, int limit) throws Malformed {
    int at = from;
    while (state != State.DATA && state != State.END) {
      int next =
          switch (state) {
            case SIZE -> size(octets, at, limit);
            case DATA_END -> dataEnd(octets, at, limit);
            case TRAILERS -> trailer(octets, at, limit);
            case DATA, END -> at;
          };
      if (next < 0) {
        break;
      }
      at = next;
    }
    return at - from;
  }

  @Override
  public long available() {
    return state == State.DATA ? left : 0;
  }

  @Override
  public void taken(long bytes) {
    left -= bytes;
    if (left == 0) {
      state = State.DATA_END;
    }
  }

  @Override
  public boolean hasEnded() {
    return state == State.END;
  }

  @Override
  public Headers trailers() {
    return Headers.of(trailers.toArray(String[]::new));
  }

  /** These three return the index behind what they passed, or -1 if more octets are needed. */
  private int size(byte[] octets, int from, int limit) throws Malformed {
    int longest = SIZE_BYTES_MAX + limits.chunkExtensionBytes() - extensionBytes;
    int end = lineEnd(octets, from, limit, longest);
    if (end == LineRule.TOO_LONG) {
      throw Malformed.badRequest(
          "chunk extensions are longer than " + limits.chunkExtensionBytes() + " bytes");
    }
    if (end < 0) {
      return -1;
    }
    int digits = ChunkSizeRule.endOfDigits(octets, from, end);
    ChunkSizeRule.checkExtensions(octets, digits, end);
    extensionBytes += end - digits;
    left = ChunkSizeRule.size(octets, from, digits);
    state = left == 0 ? State.TRAILERS : State.DATA;
    return end + 2;
  }

  private int dataEnd(byte[] octets, int from, int limit) throws Malformed {
    boolean isBroken =
        (from < limit && octets[from] != '\r') || (from + 1 < limit && octets[from + 1] != '\n');
    if (isBroken) {
      throw Malformed.badRequest("chunk is not followed by CRLF (RFC 9112 section 7.1)");
    }
    if (limit - from < 2) {
      return -1;
    }
    state = State.SIZE;
    return from + 2;
  }

  private int trailer(byte[] octets, int from, int limit) throws Malformed {
    int end = lineEnd(octets, from, limit, limits.trailerBytes() - trailerBytes);
    if (end == LineRule.TOO_LONG) {
      throw tooLarge("trailers are longer than " + limits.trailerBytes() + " bytes");
    }
    if (end < 0) {
      return -1;
    }
    if (end == from) {
      state = State.END;
      return end + 2;
    }
    addTrailer(octets, from, end);
    return end + 2;
  }

  private void addTrailer(byte[] octets, int from, int end) throws Malformed {
    int colon = FieldLineRule.colon(octets, from, end);
    int valueStart = FieldLineRule.valueStart(octets, colon, end);
    String name = Ascii.text(octets, from, colon);
    TrailerRule.check(name);
    if (trailers.size() == 2 * limits.headerCount()) {
      throw tooLarge("there are more than " + limits.headerCount() + " trailers");
    }
    trailers.add(name);
    trailers.add(Ascii.text(octets, valueStart, FieldLineRule.valueEnd(octets, valueStart, end)));
    trailerBytes += end + 2 - from;
  }

  private int lineEnd(byte[] octets, int from, int limit, int longest) throws Malformed {
    int end = LineRule.end(octets, from + scanned, limit, from + Math.max(longest, 0));
    scanned = end < 0 && end != LineRule.TOO_LONG ? ~end - from : 0;
    return end;
  }

  private static Malformed tooLarge(String message) {
    return new Malformed(Status.REQUEST_HEADER_FIELDS_TOO_LARGE, message);
  }
}
