package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.Status;
import java.io.IOException;

/**
 * Writes status line and fields of responses (RFC 9112 §4). The program's fields come as they are:
 * {@link Headers} can't hold what would end a line. Those that frame the message are ours.
 */
final class ResponseHead {
  private static final int CODE_MIN = 100;
  private static final byte[][] STATUS_LINES = statusLines();
  private static final byte[] CONTENT_LENGTH = Ascii.bytes("Content-Length: ");
  private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");
  private static final byte[] CLOSE = Ascii.bytes("Connection: close\r\n");
  private static final byte[] KEEP_ALIVE = Ascii.bytes("Connection: keep-alive\r\n");
  private static final byte[] CRLF = Ascii.bytes("\r\n");
  private static final byte[] COLON = Ascii.bytes(": ");

  private ResponseHead() {}

  /** What a response says about its connection. */
  enum Persistence {
    /** Nothing: the connection of HTTP/1.1 goes on. */
    IMPLIED,
    /** That it goes on, to a client of HTTP/1.0. */
    SAID,
    /** That it is closed after this response. */
    CLOSE
  }

  /** How the end of the body is told. */
  enum BodyEnd {
    /** By its length. */
    LENGTH,
    /** By the last chunk. */
    CHUNKS,
    /** There is no body and none could be, or it ends with the connection. */
    UNSAID
  }

  static void write(
      Output out,
      Status status,
      Headers headers,
      byte[] dateLine,
      BodyEnd bodyEnd,
      long length,
      Persistence persistence)
      throws IOException, InterruptedException {
    byte[] repeated = out.lastHead().find(status, headers, dateLine);
    if (repeated != null) {
      out.put(repeated);
    } else {
      writeNew(out, status, headers, dateLine);
    }
    boolean isUsual = bodyEnd == BodyEnd.LENGTH && persistence == Persistence.IMPLIED;
    byte[] end = isUsual ? out.lastHead().findEnd(length) : null;
    if (end != null) {
      out.put(end);
    } else {
      writeEnd(out, bodyEnd, length, persistence);
    }
  }

  /** Writes what frames the message, and the empty line. */
  private static void writeEnd(Output out, BodyEnd bodyEnd, long length, Persistence persistence)
      throws IOException, InterruptedException {
    switch (bodyEnd) {
      case LENGTH -> {
        out.put(CONTENT_LENGTH);
        out.putDecimal(length);
        out.put(CRLF);
      }
      case CHUNKS -> out.put(CHUNKED);
      case UNSAID -> {}
    }
    switch (persistence) {
      case IMPLIED -> {}
      case SAID -> out.put(KEEP_ALIVE);
      case CLOSE -> out.put(CLOSE);
    }
    out.put(CRLF);
  }

  private static void writeNew(Output out, Status status, Headers headers, byte[] dateLine)
      throws IOException, InterruptedException {
    out.put(statusLine(status));
    boolean isDated = writeFields(out, headers);
    if (!isDated) {
      out.put(dateLine);
    }
  }

  static byte[] statusLine(Status status) {
    return STATUS_LINES[status.code() - CODE_MIN];
  }

  static boolean isDate(String name) {
    return name.length() == 4 && name.equalsIgnoreCase("Date");
  }

  /** Writes the fields and tells whether Date is one of them. */
  static boolean writeFields(Output out, Headers headers) throws IOException, InterruptedException {
    boolean isDated = false;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      out.put(name);
      out.put(COLON);
      out.put(headers.value(i));
      out.put(CRLF);
      isDated |= isDate(name);
    }
    return isDated;
  }

  private static byte[][] statusLines() {
    byte[][] lines = new byte[500][];
    for (int i = 0; i < lines.length; i++) {
      Status status = Status.of(CODE_MIN + i);
      lines[i] = Ascii.bytes("HTTP/1.1 " + status.code() + " " + status.phrase() + "\r\n");
    }
    return lines;
  }
}
