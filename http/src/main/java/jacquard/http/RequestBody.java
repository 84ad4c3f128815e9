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
 * most. A cancelled read has taken nothing.
 *
 * <p><b>Errors.</b> {@link HttpException} with the status to answer with: 400 if the body breaks
 * the protocol, 408 if it does not come, 413 if it is larger than its limit. {@link
 * java.io.EOFException} if the client stops in the middle.
 */
public interface RequestBody {
  /** Returns the length in bytes if the client said it, nothing for one that is sent in chunks. */
  OptionalLong length();

  /**
   * Reads up to {@code length} bytes and returns their number, 1 or more, or -1 at the end of the
   * body; 0 only if {@code length} is 0.
   *
   * @throws IOException see the class comment
   * @throws InterruptedException if the task was cancelled; nothing was read
   */
  int read(byte[] buffer, int offset, int length) throws IOException, InterruptedException;

  /**
   * Returns the trailer fields, once the body has been read to its end.
   *
   * @throws IllegalStateException if the end has not been read
   */
  Headers trailers();

  /**
   * Sets how many bytes this body may have in place of {@link HttpLimits#bodyBytes}, and returns
   * the body.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  RequestBody limit(long bytes);

  /**
   * Reads what is left of the body and returns it.
   *
   * @throws IOException see the class comment
   * @throws InterruptedException if the task was cancelled
   */
  default byte[] bytes() throws IOException, InterruptedException {
    return WholeBody.read(this);
  }

  /**
   * Reads what is left of the body and returns it as UTF-8 text; octets that are no UTF-8 become
   * U+FFFD.
   *
   * @throws IOException see the class comment
   * @throws InterruptedException if the task was cancelled
   */
  default String text() throws IOException, InterruptedException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /**
   * Returns a view of the body for code that reads streams. Closing it does nothing. A cancelled
   * read throws {@link java.io.InterruptedIOException} and leaves the task cancelled.
   */
  default InputStream stream() {
    return new BodyInputStream(this);
  }
}
