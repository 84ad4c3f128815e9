package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.Status;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The head of the last response, kept as octets: most handlers answer with the same status and the
 * same fields again and again, and then it is one copy instead of seven (a sixth of the time of a
 * response without its system call). Many have the same length, too: one more copy instead of four.
 */
/*
 * Known again by identity: status, fields and date line are immutable, so the same objects are the
 * same octets. Made into octets when they come for the second time in a row; fields that are new for
 * each response cost a comparison. Lives with the buffers, so an idle connection keeps none.
 */
final class RepeatedHead {
  /** A larger one would stay in memory for little: copying takes most of its time then. */
  private static final int BYTES_MAX = 512;

  private @Nullable Status status;
  private @Nullable Headers headers;
  private byte @Nullable [] dateLine;
  private byte @Nullable [] octets;

  private long length = -1;
  private byte @Nullable [] end;

  /** Status line, fields and date, if they were the last time what they are now; else null. */
  byte @Nullable [] find(Status status, Headers headers, byte[] dateLine) {
    if (this.headers != headers || this.status != status) {
      this.headers = headers;
      this.status = status;
      this.dateLine = null;
      this.octets = null;
      return null;
    }
    if (this.dateLine != dateLine) {
      this.dateLine = dateLine;
      this.octets = encode(status, headers, dateLine);
    }
    return octets;
  }

  /**
   * The line for that length and the end of the head, if it was the last time the same; else null.
   */
  byte @Nullable [] findEnd(long length) {
    if (this.length != length) {
      this.length = length;
      this.end = null;
      return null;
    }
    if (end == null) {
      end = Ascii.bytes("Content-Length: " + length + "\r\n\r\n");
    }
    return end;
  }

  private static byte @Nullable [] encode(Status status, Headers headers, byte[] dateLine) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(BYTES_MAX);
    encoded.writeBytes(ResponseHead.statusLine(status));
    boolean isDated = false;
    for (Headers.Field field : headers) {
      encoded.writeBytes(Ascii.bytes(field.name() + ": " + field.value() + "\r\n"));
      isDated |= ResponseHead.isDate(field.name());
    }
    if (!isDated) {
      encoded.writeBytes(dateLine);
    }
    return encoded.size() > BYTES_MAX ? null : encoded.toByteArray();
  }
}
