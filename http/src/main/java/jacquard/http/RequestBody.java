package jacquard.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Body of a request, read as it arrives.
 *
 * {@snippet :
 * byte[] all = request.body().bytes();       // the whole of it, bounded by its limit
 * }
 *
 * <p>A client that waits for {@code 100 Continue} is sent it by the first read. What a handler
 * leaves unread the server drops, up to {@link HttpLimits#drainBytes}; beyond, it closes the
 * connection.
 *
 * <p><b>One reader.</b> The body belongs to the task that handles the request, or to one child of
 * it at a time. After the handler's response has been sent, reads throw {@link
 * IllegalStateException}.
 *
 * <p><b>Blocking and cancellation.</b> Reads wait for the client, for {@link HttpTimeouts#body} at
 * most. A cancelled read has taken nothing, but its wait counts: the waits of cancelled reads and
 * of those behind them add up. After a 408 the client has no time left: reads fail at once, unless
 * bytes are there.
 *
 * <p><b>Errors.</b> {@link HttpException} with the status to answer with: 400 if the body breaks
 * the protocol, 408 if it does not come, 413 if it is larger than its limit. {@link
 * java.io.EOFException} if the client stops in the middle.
 */
public interface RequestBody {
  /**
   * {@return the length in bytes if the client said it, nothing for one that is sent in chunks} It
   * is 0 if the request has no body.
   */
  OptionalLong length();

  /**
   * Reads up to {@code length} bytes: at least one, unless the body has ended.
   *
   * @param buffer takes the bytes
   * @param offset where in the buffer the first of them goes
   * @param length how many there may be, 0 or more
   * @return how many were read, or -1 at the end of the body; 0 only if {@code length} is 0
   * @throws IOException see the class comment
   * @throws InterruptedException if the task was cancelled; nothing was read
   * @throws IndexOutOfBoundsException if {@code offset} and {@code length} do not fit the buffer
   */
  int read(byte[] buffer, int offset, int length) throws IOException, InterruptedException;

  /**
   * {@return the trailer fields; empty if there were none} They are known once the body has been
   * read to its end.
   *
   * @throws IllegalStateException if the end has not been read
   */
  Headers trailers();

  /**
   * Sets how many bytes this body may have in place of {@link HttpLimits#bodyBytes}. What was read
   * before counts. It is to be raised before the response is written: a client that waits for
   * {@code 100 Continue} and has said a body that was over its limit by then is not asked for it
   * any more, and reads go on to fail with 413.
   *
   * @param bytes the limit in bytes, 0 or more
   * @return this body
   * @throws IllegalArgumentException if the number is negative
   */
  RequestBody limit(long bytes);

  /**
   * Reads what is left of the body. Up to 64 KiB are made room for as soon as they are announced, a
   * larger body as it comes.
   *
   * @return the bytes, none if the end had been read; a new array
   * @throws IOException see the class comment
   * @throws InterruptedException if the task was cancelled
   */
  default byte[] bytes() throws IOException, InterruptedException {
    return WholeBody.read(this);
  }

  /**
   * Writes what is left of the body to a response, part by part as it comes. A client that takes
   * nothing of the response makes the reading wait, so that it is slowed down itself.
   *
   * <p>The body of a request flushes what it has written before it waits for more. This default,
   * for bodies of a program's own, can't tell when its reads wait, and never flushes: one that
   * wraps the body of a request and changes nothing of it had better call that one's {@code
   * transferTo}.
   *
   * @param out takes the body
   * @return how many bytes there were
   * @throws IOException see the class comment; or as {@link ResponseBody#write(byte[], int, int)}
   * @throws InterruptedException if the task was cancelled; a part may have been written, and what
   *     was read for a write that failed is lost
   * @throws IllegalStateException as {@link ResponseBody#write(byte[], int, int)}
   * @see Response#stream(RequestBody)
   */
  default long transferTo(ResponseBody out) throws IOException, InterruptedException {
    return PlainTransfer.copy(this, out);
  }

  /**
   * Reads what is left of the body as UTF-8 text, whatever {@code Content-Type} says.
   *
   * @return the text; octets that are no UTF-8 become U+FFFD
   * @throws IOException see the class comment
   * @throws InterruptedException if the task was cancelled
   */
  default String text() throws IOException, InterruptedException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /**
   * {@return a view of the body for code that reads streams} Closing it does nothing. A cancelled
   * read throws {@link java.io.InterruptedIOException} and leaves the task cancelled.
   */
  default InputStream stream() {
    return new BodyInputStream(this);
  }
}
