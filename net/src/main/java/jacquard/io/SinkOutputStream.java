package jacquard.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A sink as {@code java.io} sees it. */
final class SinkOutputStream extends OutputStream {

  private final ByteSink sink;

  SinkOutputStream(ByteSink sink) {
    this.sink = sink;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    try {
      sink.write(ByteBuffer.wrap(from, offset, length));
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }
}
