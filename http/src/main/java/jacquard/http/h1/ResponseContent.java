package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.ResponseBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The body of a response while a handler writes it: framed, and checked against its length. */
final class ResponseContent implements ResponseBody {
  private static final byte[] CRLF = Ascii.bytes("\r\n");
  private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n");

  private final Output out;
  private final ResponseHead.BodyEnd end;

  /** What is left to be written of a body of a known length; else without meaning. */
  private long left;

  /**
   * Whether a part was begun, and not ended: its write runs, or has thrown. Then the part is
   * announced or counted, and is not there, sent or not: for ever, since nothing may follow.
   */
  private boolean isWithinPart;

  private Headers trailers = Headers.empty();

  /** A child of the handler may have kept this body, and write too late. */
  private final OneCaller caller = new OneCaller("response body is written after its end");

  ResponseContent(Output out, ResponseHead.BodyEnd end, long length) {
    this.out = out;
    this.end = end;
    this.left = length;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException, InterruptedException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    caller.enter();
    try {
      if (length > 0) { // A chunk of no octets would be the last one.
        beginPart(length);
        out.put(bytes, offset, length);
        endPart();
      }
    } finally {
      caller.leave();
    }
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException, InterruptedException {
    caller.enter();
    try {
      if (bytes.hasRemaining()) {
        beginPart(bytes.remaining());
        out.put(bytes);
        endPart();
      }
    } finally {
      caller.leave();
    }
  }

  @Override
  public void flush() throws IOException, InterruptedException {
    caller.enter();
    try {
      checkNotWithinPart(); // Or the part's beginning would be sent, and could not be replaced.
      out.flush();
    } finally {
      caller.leave();
    }
  }

  @Override
  public void trailer(String name, String value) {
    if (TrailerRule.isForbidden(name)) {
      throw new IllegalArgumentException(
          name + " must not be a trailer (RFC 9110 section 6.5.1): send it as a header");
    }
    caller.enter();
    try {
      trailers = trailers.with(name, value);
    } finally {
      caller.leave();
    }
  }

  /** Ends the handler's access; false if a call of it has not returned. */
  boolean close() {
    return caller.close();
  }

  /**
   * Writes what ends the body, which is closed. False if it is shorter than was said, or a part of
   * it is: then nothing can end it.
   */
  boolean finish() throws IOException, InterruptedException {
    if (isWithinPart) {
      return false;
    }
    if (end == ResponseHead.BodyEnd.CHUNKS) {
      out.put(LAST_CHUNK);
      ResponseHead.writeFields(out, trailers);
      out.put(CRLF);
    }
    return end != ResponseHead.BodyEnd.LENGTH || left == 0;
  }

  private void checkNotWithinPart() throws ResponseCutException {
    if (isWithinPart) {
      throw new ResponseCutException();
    }
  }

  private void beginPart(int length) throws IOException, InterruptedException {
    checkNotWithinPart();
    if (end == ResponseHead.BodyEnd.LENGTH) {
      count(length);
    }
    isWithinPart = true;
    if (end == ResponseHead.BodyEnd.CHUNKS) {
      out.putHex(length);
      out.put(CRLF);
    }
  }

  private void endPart() throws IOException, InterruptedException {
    if (end == ResponseHead.BodyEnd.CHUNKS) {
      out.put(CRLF);
    }
    isWithinPart = false;
  }

  private void count(int length) {
    if (length > left) {
      throw new IllegalStateException(
          "body is longer than the length it was given: " + left + " bytes left, wrote " + length);
    }
    left -= length;
  }
}
