package jacquard.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The children of a {@link Cancellation}: a push-only list, newest first, linked through the
 * children themselves. Every {@value #SWEEP_MIN} additions ended ones are swept out, if they are,
 * or may be, more than half of it.
 */
/*
 * Proved by: CancellationTest, CancellationStress.
 */
final class Children {

  /** Additions from one look to the next whether a sweep is worth it. */
  static final int SWEEP_MIN = 64;

  private static final VarHandle NEWEST;
  private static final VarHandle SWEEPING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NEWEST = lookup.findVarHandle(Children.class, "newest", Cancellation.class);
      SWEEPING = lookup.findVarHandle(Children.class, "sweeping", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Cancellation newest;

  /** Length from which to sweep where nobody knows how many live; only the sweeper writes it. */
  private volatile int sweepAt = SWEEP_MIN;

  /** Whether somebody sweeps. */
  @SuppressWarnings("unused")
  private volatile boolean sweeping;

  /** About how many there are; racy, adrift by at most the number of racing adopters. */
  private int length;

  /** The first of the list; the others follow by {@link Cancellation#siblingAcquire}. */
  @Nullable Cancellation newest() {
    return newest;
  }

  /** Adds {@code child} of {@code parent}; visible to whoever cancels the parent from now on. */
  void add(Cancellation child, Cancellation parent) {
    if (length != 0 && length % SWEEP_MIN == 0 && isWorthASweep(parent.liveChildren())) {
      sweep(parent);
    }
    length++;
    push(child, child);
  }

  /** Not while most of them live: a walk through a million of them takes 30 ms. */
  private boolean isWorthASweep(int live) {
    return live < 0 ? length >= sweepAt : length / 2 > live;
  }

  private void push(Cancellation first, Cancellation last) {
    while (true) {
      Cancellation head = newest;
      last.setSiblingRelease(head);
      if (NEWEST.compareAndSet(this, head, first)) {
        return;
      }
    }
  }

  /**
   * Drops the ended children; one thread at a time, the others go on without. A canceller that
   * stands on a dropped child loses its way: it has set the cause by then, which is read at the
   * end.
   */
  private void sweep(Cancellation parent) {
    if (!SWEEPING.compareAndSet(this, false, true)) {
      return;
    }
    Cancellation first = null;
    Cancellation last = null;
    int kept = 0;
    Cancellation child = (Cancellation) NEWEST.getAndSet(this, null);
    while (child != null) {
      Cancellation older = child.siblingAcquire();
      if (child.isEnded()) {
        child.setSiblingRelease(null);
      } else {
        if (last == null) {
          first = child;
        } else {
          last.setSiblingRelease(child);
        }
        last = child;
        kept++;
      }
      child = older;
    }
    if (first != null && last != null) {
      push(first, last);
    }
    length = kept;
    sweepAt = Math.max(SWEEP_MIN, 2 * kept);
    SWEEPING.setVolatile(this, false);
    passOnFrom(first, parent);
  }

  private static void passOnFrom(@Nullable Cancellation first, Cancellation parent) {
    if (!parent.isCancelled()) {
      return;
    }
    for (Cancellation child = first; child != null; child = child.siblingAcquire()) {
      parent.passOn(child);
    }
  }
}
