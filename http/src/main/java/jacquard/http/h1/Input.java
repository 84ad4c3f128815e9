package jacquard.http.h1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The octets that have been read from a connection and not been used: those from {@link #position}
 * to {@link #limit}. Grows beyond a pooled buffer only for a head or line that needs it, within the
 * limits that the parsers keep.
 */
final class Input {
  private static final byte[] RELEASED = new byte[0];

  byte[] octets = RELEASED;
  int position;
  int limit;

  boolean isEmpty() {
    return position == limit;
  }

  int available() {
    return limit - position;
  }

  void lend(byte[] buffer) {
    octets = buffer;
    position = 0;
    limit = 0;
  }

  /** Lets go of the buffer; only when it holds nothing. */
  void release() {
    assert isEmpty() : "released with " + available() + " octets unread";
    octets = RELEASED;
  }

  /** Reads into the empty buffer what is there; returns how much, or -1 at the end. */
  int tryFill(Wire wire) throws IOException {
    int count = wire.tryRead(octets, 0, octets.length);
    limit = Math.max(0, count);
    return count;
  }

  /** Reads more from the wire behind what there is; returns how much, or -1 at the end. */
  int fill(Wire wire) throws IOException, InterruptedException {
    makeRoom();
    int count = wire.read(octets, limit, octets.length - limit);
    limit += Math.max(0, count);
    return count;
  }

  /** The room behind what there is, 1 octet or more; what is put there is to be added to limit. */
  ByteBuffer room() {
    makeRoom();
    return ByteBuffer.wrap(octets, limit, octets.length - limit);
  }

  /** Copies out and returns how many octets there were, up to {@code length}. */
  int take(byte[] to, int offset, int length) {
    int count = Math.min(length, available());
    System.arraycopy(octets, position, to, offset, count);
    position += count;
    return count;
  }

  /** Moves octets, as many as there is room for. */
  void take(ByteBuffer to) {
    int count = Math.min(to.remaining(), available());
    to.put(octets, position, count);
    position += count;
  }

  private void makeRoom() {
    if (isEmpty()) {
      position = 0;
      limit = 0;
    } else if (limit == octets.length) {
      moveOrGrow();
    }
  }

  private void moveOrGrow() {
    if (position == 0) {
      octets = Arrays.copyOf(octets, 2 * octets.length);
      return;
    }
    System.arraycopy(octets, position, octets, 0, available());
    limit -= position;
    position = 0;
  }
}
