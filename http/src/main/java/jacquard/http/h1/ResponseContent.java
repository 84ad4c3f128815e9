package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.ResponseBody;
import java.io.IOException;
import java.util.Objects;

/** The body of a response while a handler writes it: framed, and checked against its length. */
final class ResponseContent implements ResponseBody {
  private static final byte[] CRLF = Ascii.bytes("\r\n");
  private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n");

  private final Output out;
  private final ResponseHead.BodyEnd end;

  /** What is left to be written of a body of a known length; else without meaning. */
  private long left;

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
        put(bytes, offset, length);
      }
    } finally {
      caller.leave();
    }
  }

  private void put(byte[] bytes, int offset, int length) throws IOException, InterruptedException {
    switch (end) {
      case LENGTH -> writeCounted(bytes, offset, length);
      case CHUNKS -> writeChunk(bytes, offset, length);
      case UNSAID -> out.put(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException, InterruptedException {
    caller.enter();
    try {
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
   * Writes what ends the body, which is closed. False if it is shorter than was said: then nothing
   * can end it.
   */
  boolean finish() throws IOException, InterruptedException {
    if (end == ResponseHead.BodyEnd.CHUNKS) {
      out.put(LAST_CHUNK);
      ResponseHead.writeFields(out, trailers);
      out.put(CRLF);
    }
    return end != ResponseHead.BodyEnd.LENGTH || left == 0;
  }

  private void writeCounted(byte[] bytes, int offset, int length)
      throws IOException, InterruptedException {
    if (length > left) {
      throw new IllegalStateException(
          "body is longer than the length it was given: " + left + " bytes left, wrote " + length);
    }
    left -= length;
    out.put(bytes, offset, length);
  }

  private void writeChunk(byte[] bytes, int offset, int length)
      throws IOException, InterruptedException {
    out.putHex(length);
    out.put(CRLF);
    out.put(bytes, offset, length);
    out.put(CRLF);
  }
}
