package jacquard.http.h1;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that sends what it is told to, in these pieces, and reads everything. */
final class ScriptedWire implements Wire {
  private final List<byte[]> reads = new ArrayList<>();
  final StringBuilder written = new StringBuilder();
  final List<Duration> readTimeouts = new ArrayList<>();
  boolean isAborted;

  private boolean isHandling;

  /** Whether what is left to be read is told to have arrived. */
  boolean hasArrived;

  /** Called before each read that may wait. */
  Runnable beforeRead = () -> {};

  /** Called before each write. */
  Runnable beforeWrite = () -> {};

  /** Called by a read that finds nothing more; then the client has ended. */
  Runnable atEnd = () -> {};

  ScriptedWire(String... reads) {
    for (String read : reads) {
      this.reads.add(Ascii.bytes(read));
    }
  }

  @Override
  public int read(byte[] octets, int offset, int length) {
    beforeRead.run();
    return take(octets, offset);
  }

  private int take(byte[] octets, int offset) {
    if (reads.isEmpty()) {
      atEnd.run();
      return -1;
    }
    byte[] read = reads.removeFirst();
    System.arraycopy(read, 0, octets, offset, read.length);
    return read.length;
  }

  @Override
  public int tryRead(byte[] octets, int offset, int length) {
    return reads.isEmpty() ? 0 : take(octets, offset);
  }

  @Override
  public int tryRead(ByteBuffer octets) {
    if (reads.isEmpty()) {
      return 0;
    }
    byte[] read = reads.removeFirst();
    octets.put(read);
    return read.length;
  }

  @Override
  public boolean hasOctets() {
    if (isHandling) {
      throw new AssertionError("what is kept is the probe's while a handler runs");
    }
    return hasArrived && !reads.isEmpty();
  }

  @Override
  public void write(ByteBuffer octets) {
    beforeWrite.run();
    written.append(StandardCharsets.ISO_8859_1.decode(octets));
  }

  @Override
  public void write(ByteBuffer head, ByteBuffer body) {
    write(head);
    write(body);
  }

  @Override
  public int tryWrite(byte[] octets, int offset, int length) {
    write(ByteBuffer.wrap(octets, offset, length));
    return length;
  }

  @Override
  public void readTimeout(Duration each) {
    readTimeouts.add(each);
  }

  @Override
  public void readDeadline(@Nullable Duration fromNow) {}

  @Override
  public void beginHandling() {
    isHandling = true;
  }

  @Override
  public void endHandling() {
    isHandling = false;
  }

  @Override
  public void endRequest() {}

  @Override
  public boolean tryBorrow() {
    return false;
  }

  @Override
  public void giveBack() {}

  @Override
  public void endOutput() {}

  @Override
  public void abort() {
    isAborted = true;
  }

  @Override
  public void close() {}

  @Override
  public @Nullable InetSocketAddress peer() {
    return null;
  }
}
