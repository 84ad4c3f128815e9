package jacquard.http.server;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What came from a client while nobody read: kept in order, up to {@link #LIMIT} octets. As large
 * as what came, so that a client which sends nothing ahead costs little.
 */
/*
 *   0 ──── taken ────▶ taken ──── kept ────▶ filled ──── room ────▶ octets.length
 */
final class EarlyOctets {
  /** How many octets are kept; more wait in the kernel. */
  static final int LIMIT = 64 * 1024;

  private static final int FIRST = 512;

  private byte[] octets = new byte[FIRST];
  private ByteBuffer filled = ByteBuffer.wrap(octets);
  private int taken;

  boolean isEmpty() {
    return taken == filled.position();
  }

  boolean isFull() {
    return filled.position() - taken == LIMIT;
  }

  /** Where the next octets go: there is room unless this is full. */
  ByteBuffer room() {
    if (!filled.hasRemaining()) {
      makeRoom();
    }
    return filled;
  }

  /** Copies out and returns how many octets there were, up to {@code length}. */
  int take(byte[] to, int offset, int length) {
    int count = Math.min(length, filled.position() - taken);
    System.arraycopy(octets, taken, to, offset, count);
    return drop(count);
  }

  /** As {@link #take(byte[], int, int)}, as many as there is room for. */
  int take(ByteBuffer to) {
    int count = Math.min(to.remaining(), filled.position() - taken);
    to.put(octets, taken, count);
    return drop(count);
  }

  private int drop(int count) {
    taken += count;
    if (isEmpty()) {
      taken = 0;
      filled.clear();
    }
    return count;
  }

  private void makeRoom() {
    int kept = filled.position() - taken;
    int size = kept > octets.length / 2 ? Math.min(2 * octets.length, LIMIT) : octets.length;
    octets = Arrays.copyOf(Arrays.copyOfRange(octets, taken, filled.position()), size);
    filled = ByteBuffer.wrap(octets).position(kept);
    taken = 0;
  }
}
