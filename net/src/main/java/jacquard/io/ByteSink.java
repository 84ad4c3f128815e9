package jacquard.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Where bytes go.
 *
 * <p><b>Blocking and cancellation.</b> Writes wait in the calling task until the sink has taken
 * every byte, and end with {@link InterruptedException} when the task is cancelled; the buffer's
 * position then tells what was taken, and writing the same buffer again goes on from there. One
 * task at a time may write.
 */
@FunctionalInterface
public interface ByteSink {

  /**
   * Writes all of {@code from}, waiting while the sink takes no more.
   *
   * @param from holds the bytes
   * @throws IOException if the sink failed or was closed; the position of {@code from} is behind
   *     the last byte taken
   * @throws InterruptedException if the task was cancelled; as above
   */
  void write(ByteBuffer from) throws IOException, InterruptedException;

  /**
   * This sink as {@code java.io} code writes it. The view has no buffer of its own, so {@code
   * flush} has nothing to do, and closing it does nothing.
   *
   * <p>Where a write would throw {@link InterruptedException}, the view's throws {@link
   * java.io.InterruptedIOException} with that exception as its cause, and leaves the thread
   * interrupted.
   *
   * @return the view
   */
  default OutputStream asOutputStream() {
    return new SinkOutputStream(this);
  }
}
