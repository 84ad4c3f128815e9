package jacquard.http.h1;

import jacquard.http.HttpLimits;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Buffers of a server's connections that neither read nor write now. */
public final class BufferPool {
  /**
   * 16 MiB. Beyond it buffers are made anew: a sixth of the requests of 1,000 busy connections at
   * 512.
   */
  private static final int KEPT_MAX = 1024;

  /** As much of a body as is handed on at once. */
  private static final int PART_BYTES = 64 * 1024;

  /**
   * 4 MiB, outside the heap. Only who waits for a slow client keeps a part for long; the others do
   * with the buffer of their connection meanwhile.
   */
  private static final int PARTS_MAX = 64;

  private final HttpLimits limits;
  private final IntFunction<ByteBuffer> outsideHeap;
  private final Pool<Buffers> buffers = new Pool<>(KEPT_MAX);
  private final Pool<ByteBuffer> parts = new Pool<>(PARTS_MAX);
  private final AtomicInteger partsMade = new AtomicInteger();

  /** An empty pool, for connections with these limits. */
  public BufferPool(HttpLimits limits) {
    this(limits, ByteBuffer::allocateDirect);
  }

  /** As the other, with what makes a part of a body. */
  BufferPool(HttpLimits limits, IntFunction<ByteBuffer> outsideHeap) {
    this.limits = limits;
    this.outsideHeap = outsideHeap;
  }

  Buffers take() {
    Buffers kept = buffers.take();
    return kept != null ? kept : new Buffers(limits);
  }

  void give(Buffers unused) {
    buffers.give(unused);
  }

  /** An empty buffer for a part of a body that is handed on; null while there is none. */
  @Nullable ByteBuffer takePart() {
    ByteBuffer kept = parts.take();
    return kept != null ? kept : newPart();
  }

  void givePart(ByteBuffer unused) {
    parts.give(unused.clear());
  }

  private @Nullable ByteBuffer newPart() {
    return partsMade.get() < PARTS_MAX && partsMade.incrementAndGet() <= PARTS_MAX
        ? tryMakePart()
        : null;
  }

  /**
   * Null if there is no memory outside the heap; then no more are made. It would be looked for at
   * each try, with a collection and half a second of waiting for it.
   */
  private @Nullable ByteBuffer tryMakePart() {
    try {
      return outsideHeap.apply(PART_BYTES);
    } catch (OutOfMemoryError e) {
      partsMade.set(PARTS_MAX);
      return null;
    }
  }
}
