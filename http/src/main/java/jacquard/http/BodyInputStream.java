package jacquard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * View of a body as a stream: the one place where a cancellation becomes an {@link IOException}.
 */
final class BodyInputStream extends InputStream {
  private final RequestBody body;

  BodyInputStream(RequestBody body) {
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return body.read(buffer, offset, length);
    } catch (InterruptedException cancelled) {
      // Cancellation is sticky: the task meets it again at its next wait.
      InterruptedIOException failure = new InterruptedIOException(cancelled.getMessage());
      failure.initCause(cancelled);
      throw failure;
    }
  }
}
