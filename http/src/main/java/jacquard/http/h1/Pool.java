package jacquard.http.h1;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Objects that nobody uses now. Last in, first out, so that those taken are still in the
 * processor's cache.
 */
/*
 * A Treiber stack ("Systems Programming: Coping with Parallelism", 1986). Each give makes a new
 * node, so a head that was seen never comes back while somebody still compares with it.
 *
 * I1  At most keptMax are kept: a node knows how many are below it.
 */
final class Pool<T> {
  private final AtomicReference<@Nullable Node<T>> top = new AtomicReference<>();

  private final int keptMax;

  Pool(int keptMax) {
    this.keptMax = keptMax;
  }

  private record Node<T>(T kept, int depth, @Nullable Node<T> below) {}

  /** The one that was given last; null if there is none. */
  @Nullable T take() {
    while (true) {
      Node<T> node = top.get();
      if (node == null) {
        return null;
      }
      if (top.compareAndSet(node, node.below)) {
        return node.kept;
      }
    }
  }

  /** Keeps it for the next who takes, if there are not enough. */
  void give(T unused) {
    while (true) {
      Node<T> below = top.get();
      int depth = below == null ? 1 : below.depth + 1;
      if (depth > keptMax || top.compareAndSet(below, new Node<>(unused, depth, below))) {
        return;
      }
    }
  }
}
