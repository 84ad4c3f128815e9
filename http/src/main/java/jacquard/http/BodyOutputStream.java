package jacquard.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/**
 * View of a response body as a stream: the one place where a cancellation becomes an {@link
 * IOException}.
 */
final class BodyOutputStream extends OutputStream {
  private final ResponseBody body;

  BodyOutputStream(ResponseBody body) {
    this.body = body;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      body.write(bytes, offset, length);
    } catch (InterruptedException cancelled) {
      throw interrupted(cancelled);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      body.flush();
    } catch (InterruptedException cancelled) {
      throw interrupted(cancelled);
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private static InterruptedIOException interrupted(InterruptedException cancelled) {
    InterruptedIOException failure = new InterruptedIOException(cancelled.getMessage());
    failure.initCause(cancelled);
    return failure;
  }
}
