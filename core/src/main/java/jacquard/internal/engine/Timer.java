package jacquard.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Something to be done at a time. Scheduled with {@link Engine#schedule} once; the fields below
 * belong to the timer queue of the engine that holds it.
 */
public abstract class Timer {

  /** When to fire, on the engine's clock. Fixed while scheduled. */
  public final long deadlineNanos;

  /** Neighbours in the queue's slot; guarded by the queue that {@link #owner} names. */
  public @Nullable Timer next;

  /** See {@link #next}. */
  public @Nullable Timer previous;

  /** The slot this timer stands in, or -1; guarded as {@link #next}. */
  public int slot = -1;

  /** The queue this timer was given to, set by the engine. */
  public volatile @Nullable Object owner;

  /** For subclasses. */
  protected Timer(long deadlineNanos) {
    this.deadlineNanos = deadlineNanos;
  }

  /** The action: short, never blocking, never throwing. */
  public abstract void fire();
}
