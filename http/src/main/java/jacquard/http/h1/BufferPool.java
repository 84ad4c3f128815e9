package jacquard.http.h1;

import jacquard.http.HttpLimits;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Buffers of a server's connections that neither read nor write now. Last in, first out, so that
 * those taken are still in the processor's cache.
 */
/*
 * A Treiber stack ("Systems Programming: Coping with Parallelism", 1986). Each give makes a new
 * node, so a head that was seen never comes back while somebody still compares with it.
 *
 * I1  At most KEPT_MAX are kept: a node knows how many are below it.
 */
public final class BufferPool {
  /**
   * 16 MiB. Beyond it buffers are made anew: a sixth of the requests of 1,000 busy connections at
   * 512.
   */
  private static final int KEPT_MAX = 1024;

  private final AtomicReference<@Nullable Node> top = new AtomicReference<>();

  private final HttpLimits limits;

  /** An empty pool, for connections with these limits. */
  public BufferPool(HttpLimits limits) {
    this.limits = limits;
  }

  private record Node(Buffers buffers, int depth, @Nullable Node below) {}

  Buffers take() {
    while (true) {
      Node node = top.get();
      if (node == null) {
        return new Buffers(limits);
      }
      if (top.compareAndSet(node, node.below)) {
        return node.buffers;
      }
    }
  }

  void give(Buffers buffers) {
    while (true) {
      Node below = top.get();
      int depth = below == null ? 1 : below.depth + 1;
      if (depth > KEPT_MAX || top.compareAndSet(below, new Node(buffers, depth, below))) {
        return;
      }
    }
  }
}
