package jacquard.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Where bytes come from.
 *
 * <p><b>Blocking and cancellation.</b> Reads wait in the calling task and end with {@link
 * InterruptedException} when it is cancelled; a cancelled read has taken no byte, so the next one
 * goes on where the last complete one ended. One task at a time may read.
 */
@FunctionalInterface
public interface ByteSource {

  /** Bytes that {@link #transferTo} holds between a read and the write that follows it. */
  int TRANSFER_BYTES = 16 * 1024;

  /**
   * Reads what is there, at least one byte and at most {@code into.remaining()}, waiting for the
   * first.
   *
   * @param into takes the bytes
   * @return the number of bytes read; -1 at the end; 0 only if {@code into} has no room
   * @throws IOException if the source failed or was closed
   * @throws InterruptedException if the task was cancelled before a byte was taken
   */
  int read(ByteBuffer into) throws IOException, InterruptedException;

  /**
   * Copies everything up to the end of this source to {@code sink}, and returns how many bytes that
   * was. Neither is closed.
   *
   * <p>At most {@link #TRANSFER_BYTES} are held in between: a slow sink slows this source down.
   * Bytes held when the write fails or is cancelled are lost.
   *
   * @param sink takes the bytes
   * @return how many bytes were copied
   * @throws IOException if either side failed
   * @throws InterruptedException if the task was cancelled
   */
  default long transferTo(ByteSink sink) throws IOException, InterruptedException {
    ByteBuffer held = ByteBuffer.allocate(TRANSFER_BYTES);
    long total = 0;
    while (read(held) >= 0) {
      held.flip();
      total += held.remaining();
      sink.write(held);
      held.clear();
    }
    return total;
  }

  /**
   * This source as {@code java.io} code reads it. The view has no buffer of its own, and closing it
   * does nothing.
   *
   * <p>Where a read would throw {@link InterruptedException}, the view's throws {@link
   * java.io.InterruptedIOException} with that exception as its cause, and leaves the thread
   * interrupted.
   *
   * @return the view
   */
  default InputStream asInputStream() {
    return new SourceInputStream(this);
  }
}
