package jacquard.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a task carries along and hands to its children: task-local values and the deadline.
 * Immutable; captured at fork. A chain of bindings, newest first: contexts are small.
 */
public final class Context {

  /** No deadline. */
  public static final long NEVER = Long.MAX_VALUE;

  /** No value bound, no deadline. */
  public static final Context EMPTY = new Context(null, null, null, NEVER);

  private final @Nullable Context parent;
  private final @Nullable Object key;
  private final @Nullable Object value;
  private final long deadlineNanos;

  private Context(
      @Nullable Context parent, @Nullable Object key, @Nullable Object value, long deadlineNanos) {
    this.parent = parent;
    this.key = key;
    this.value = value;
    this.deadlineNanos = deadlineNanos;
  }

  /**
   * When everything done in this context must be over, on the engine's clock, or {@link #NEVER}.
   */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /** This context with {@code key} bound to {@code value}. */
  public Context with(Object key, @Nullable Object value) {
    return new Context(this, key, value, deadlineNanos);
  }

  /** This context with the earlier of its own deadline and {@code deadlineNanos}. */
  public Context withDeadline(long deadlineNanos) {
    boolean later = this.deadlineNanos != NEVER && this.deadlineNanos - deadlineNanos <= 0;
    return later ? this : new Context(this, null, null, deadlineNanos);
  }

  /** This context without a deadline, as a shielded region has it. */
  public Context withoutDeadline() {
    return deadlineNanos == NEVER ? this : new Context(this, null, null, NEVER);
  }

  /** The binding of {@code key}, or null if there is none. */
  public @Nullable Binding find(Object key) {
    for (Context at = this; at != null; at = at.parent) {
      if (at.key == key) {
        return new Binding(at.value);
      }
    }
    return null;
  }

  /**
   * A found value, which may be null.
   *
   * @param value the value bound
   */
  public record Binding(@Nullable Object value) {}
}
