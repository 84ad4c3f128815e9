package jacquard.http.h1;

import jacquard.http.HttpLimits;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Buffers of a server's connections that neither read nor write now. */
public final class BufferPool {
  /**
   * 16 MiB. Beyond it buffers are made anew: a sixth of the requests of 1,000 busy connections at
   * 512.
   */
  private static final int KEPT_MAX = 1024;

  /** As much of a body as is handed on at once. */
  private static final int PART_BYTES = 64 * 1024;

  /** 4 MiB outside the heap. Only who waits for a slow client keeps a part for long. */
  private static final int DIRECT_PARTS_MAX = 64;

  private final Pool<Buffers> buffers;
  private final Pool<ByteBuffer> parts = new Pool<>(DIRECT_PARTS_MAX, this::newPart);
  private final AtomicInteger directParts = new AtomicInteger();

  /** An empty pool, for connections with these limits. */
  public BufferPool(HttpLimits limits) {
    buffers = new Pool<>(KEPT_MAX, () -> new Buffers(limits));
  }

  Buffers take() {
    return buffers.take();
  }

  void give(Buffers unused) {
    buffers.give(unused);
  }

  /** An empty buffer for a part of a body that is handed on; direct, if they are not all in use. */
  ByteBuffer takePart() {
    return parts.take();
  }

  void givePart(ByteBuffer unused) {
    if (unused.isDirect()) {
      parts.give(unused.clear());
    }
  }

  private ByteBuffer newPart() {
    return directParts.get() < DIRECT_PARTS_MAX && directParts.incrementAndGet() <= DIRECT_PARTS_MAX
        ? ByteBuffer.allocateDirect(PART_BYTES)
        : ByteBuffer.allocate(PART_BYTES);
  }
}
