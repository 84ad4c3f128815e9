package jacquard.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A source as {@code java.io} sees it. */
final class SourceInputStream extends InputStream {

  private final ByteSource source;

  SourceInputStream(ByteSource source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return source.read(ByteBuffer.wrap(into, offset, length));
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }
}
