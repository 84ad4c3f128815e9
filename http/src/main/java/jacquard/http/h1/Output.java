package jacquard.http.h1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers the octets of responses, so that a small one, or several, are one write. */
final class Output {
  private static final byte[] RELEASED = new byte[0];
  private static final ByteBuffer NOTHING = ByteBuffer.wrap(RELEASED);
  private static final int DECIMAL_DIGITS_MAX = 19;

  private final Wire wire;
  private byte[] octets = RELEASED;

  /** The same, as writes need it. */
  private ByteBuffer view = NOTHING;

  private @Nullable RepeatedHead lastHead;
  private int size;
  private int mark;
  private boolean isMarkSent;

  private boolean isCut;

  Output(Wire wire) {
    this.wire = wire;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void lend(Buffers buffers) {
    octets = buffers.out;
    view = buffers.outView;
    lastHead = buffers.lastHead;
    size = 0;
  }

  void release() {
    assert isEmpty() : "released with " + size + " octets unsent";
    octets = RELEASED;
    view = NOTHING;
    lastHead = null;
  }

  /** What is known of the head that was put last; only while buffers are lent. */
  RepeatedHead lastHead() {
    return Objects.requireNonNull(lastHead, "no buffers");
  }

  /** Remembers this place, for {@link #rewind}. */
  void mark() {
    mark = size;
    isMarkSent = false;
  }

  /** Whether some of what was put since {@link #mark} was sent. */
  boolean isMarkSent() {
    return isMarkSent;
  }

  /** Forgets what was put since {@link #mark}; false if some of it was sent already. */
  boolean rewind() {
    if (isMarkSent) {
      return false;
    }
    size = mark;
    return true;
  }

  /** Forgets what was not sent. */
  void discard() {
    size = 0;
  }

  void put(byte[] more) throws IOException, InterruptedException {
    put(more, 0, more.length);
  }

  void put(byte[] more, int offset, int length) throws IOException, InterruptedException {
    if (length <= octets.length - size) {
      System.arraycopy(more, offset, octets, size, length);
      size += length;
    } else {
      putSlow(more, offset, length);
    }
  }

  void put(ByteBuffer more) throws IOException, InterruptedException {
    int length = more.remaining();
    if (length <= octets.length - size) {
      more.get(octets, size, length);
      size += length;
    } else {
      putLarge(more, length);
    }
  }

  private void putSlow(byte[] more, int offset, int length)
      throws IOException, InterruptedException {
    if (length >= octets.length) {
      putLarge(ByteBuffer.wrap(more, offset, length), length);
      return;
    }
    int room = octets.length - size;
    System.arraycopy(more, offset, octets, size, room);
    size += room;
    flush();
    size = length - room;
    System.arraycopy(more, offset + room, octets, 0, size);
  }

  /** A head and its large body are one write, and the body is not copied here. */
  private void putLarge(ByteBuffer more, int length) throws IOException, InterruptedException {
    checkNotCut();
    ByteBuffer gathered = gathered();
    int start = more.position();
    try {
      wire.write(gathered, more);
    } catch (IOException e) {
      isCut = true;
      throw e;
    } finally {
      sent(gathered.position() + more.position() - start, size + length);
    }
  }

  /** Puts text whose characters are known to be Latin-1. */
  // The deprecated method drops the high halves of characters, which are 0 here; for text that the
  // JDK keeps in Latin-1 it is one copy, where getBytes(Charset) would make an array a call.
  @SuppressWarnings("deprecation")
  void put(String latin1) throws IOException, InterruptedException {
    int length = latin1.length();
    if (length > octets.length - size) {
      put(Ascii.bytes(latin1));
      return;
    }
    latin1.getBytes(0, length, octets, size);
    size += length;
  }

  void putDecimal(long number) throws IOException, InterruptedException {
    ensure(DECIMAL_DIGITS_MAX);
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      octets[size + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  void putHex(long number) throws IOException, InterruptedException {
    put(Long.toHexString(number));
  }

  void flush() throws IOException, InterruptedException {
    if (size == 0) {
      return;
    }
    checkNotCut();
    ByteBuffer gathered = gathered();
    try {
      wire.write(gathered);
    } catch (IOException e) {
      isCut = true;
      throw e;
    } finally {
      sent(gathered.position(), size);
    }
  }

  private ByteBuffer gathered() {
    return view.clear().limit(size);
  }

  /** A write has ended: with all, with a part, or before it began; then what was gathered stays. */
  private void sent(int count, int of) {
    if (count > 0) {
      size = 0;
      isMarkSent = true;
      isCut |= count != of;
    }
  }

  /**
   * Whether a write did not end well: it failed, its time was up, or its task was cancelled when a
   * part had gone out. What follows would be taken for the rest of it, so nothing may.
   */
  boolean isCut() {
    return isCut;
  }

  /** Throws if {@link #isCut}: whoever cut it may have gone on. */
  void checkNotCut() throws ResponseCutException {
    if (isCut) {
      throw new ResponseCutException();
    }
  }

  /** Sends what the wire takes at once; tells whether that was all. */
  boolean trySend() throws IOException {
    int count = wire.tryWrite(octets, 0, size);
    size -= count;
    System.arraycopy(octets, count, octets, 0, size);
    return size == 0;
  }

  private void ensure(int room) throws IOException, InterruptedException {
    if (octets.length - size < room) {
      flush();
    }
  }
}
