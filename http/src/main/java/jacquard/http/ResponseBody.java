package jacquard.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Body of a response while it is being written; see {@link Response#stream}.
 *
 * {@snippet :
 * return Response.stream(out -> {
 *   for (Row row : rows) {
 *     out.write(row + "\n");
 *   }
 * });
 * }
 *
 * <p>Small writes are gathered in a buffer and sent when it is full, by {@link #flush}, and at the
 * end.
 *
 * <p><b>One writer.</b> The body belongs to the task that handles the request, or to one child of
 * it at a time. Once the {@link BodyWriter} has returned, every call throws {@link
 * IllegalStateException} and changes nothing.
 *
 * <p><b>Blocking and cancellation.</b> Writes wait while the client does not take what was sent,
 * for {@link HttpTimeouts#write} at most. A write that is cancelled or fails may have sent a part
 * of its bytes, or none because it did not begin: either way the body lacks bytes, and nothing may
 * follow in their place. Later writes and flushes throw {@link IOException}; an empty write and
 * {@link #trailer} do not, and add nothing. If nothing of the response was sent the client is
 * answered with 500, or with the status of an {@link HttpException} that the writer throws; else
 * its connection is reset. A write that is refused, since the body has ended or would become too
 * long, is no failed one: it changes nothing.
 *
 * <p><b>Errors.</b> {@link IOException} if the client is gone, or a write before was cancelled or
 * failed.
 */
public interface ResponseBody {
  /**
   * Writes bytes; none if {@code length} is 0.
   *
   * @param bytes holds them; may be changed once the call has returned
   * @param offset where in the array the first of them is
   * @param length how many there are
   * @throws IOException if the client is gone, or a write before was cancelled or failed
   * @throws InterruptedException if the task was cancelled
   * @throws IllegalStateException if the body has ended, or would become longer than the length it
   *     was given
   * @throws IndexOutOfBoundsException if {@code offset} and {@code length} do not fit the array
   */
  void write(byte[] bytes, int offset, int length) throws IOException, InterruptedException;

  /**
   * Writes all bytes of an array.
   *
   * @param bytes the bytes; may be changed once the call has returned
   * @throws IOException as {@link #write(byte[], int, int)}
   * @throws InterruptedException if the task was cancelled
   * @throws IllegalStateException as {@link #write(byte[], int, int)}
   */
  default void write(byte[] bytes) throws IOException, InterruptedException {
    write(bytes, 0, bytes.length);
  }

  /**
   * Writes what is between a buffer's position and its limit; the position is then at the limit.
   *
   * @param bytes holds them; may be changed once the call has returned
   * @throws IOException as {@link #write(byte[], int, int)}
   * @throws InterruptedException if the task was cancelled
   * @throws IllegalStateException as {@link #write(byte[], int, int)}
   */
  default void write(ByteBuffer bytes) throws IOException, InterruptedException {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    write(copy);
  }

  /**
   * Writes text as UTF-8.
   *
   * @param text the text; no line end is added, and a lone surrogate is sent as {@code ?}
   * @throws IOException as {@link #write(byte[], int, int)}
   * @throws InterruptedException if the task was cancelled
   * @throws IllegalStateException as {@link #write(byte[], int, int)}
   */
  default void write(String text) throws IOException, InterruptedException {
    write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /**
   * Sends what was written so far.
   *
   * @throws IOException if the client is gone, or a write before was cancelled or failed
   * @throws InterruptedException if the task was cancelled
   * @throws IllegalStateException if the body has ended
   */
  void flush() throws IOException, InterruptedException;

  /**
   * Adds a field to be sent after the body. Trailers are sent on a body without a given length to a
   * client that speaks HTTP/1.1 or later; to any other they are dropped.
   *
   * @param name a token, sent in the case given
   * @param value Latin-1 text without controls, and without blanks at its ends
   * @throws IllegalArgumentException if the name is no token, the value can't be sent, or the field
   *     is one that must not be a trailer, such as {@code Content-Length} (RFC 9110 §6.5.1)
   * @throws IllegalStateException if the body has ended
   */
  void trailer(String name, String value);

  /**
   * {@return a view of the body for code that writes streams} Closing it flushes and does not end
   * the body. A cancelled write throws {@link java.io.InterruptedIOException} and leaves the task
   * cancelled.
   */
  default OutputStream stream() {
    return new BodyOutputStream(this);
  }
}
