package jacquard.internal.queue;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line of waiters: served at the front, joined at the back, left from anywhere. Guarded by the
 * {@link jacquard.internal.engine.SpinLock} of the object that owns it.
 *
 * @param <W> the kind of waiter
 */
public final class WaiterQueue<W extends Waiter<W>> {

  private @Nullable W first;
  private @Nullable W last;
  private int size;

  /** An empty line. */
  public WaiterQueue() {}

  /** How many wait. May be read without the lock, as a hint. */
  public int size() {
    return size;
  }

  /** Whether nobody waits. May be read without the lock, as a hint. */
  public boolean isEmpty() {
    return first == null;
  }

  /** The one to be served next, or null. */
  public @Nullable W first() {
    return first;
  }

  /** Shows all, first come first. */
  public void forEach(Consumer<? super W> reader) {
    for (W waiter = first; waiter != null; waiter = waiter.next) {
      reader.accept(waiter);
    }
  }

  /** Puts {@code waiter} at the back. */
  public void add(W waiter) {
    assert waiter.queue == null;
    waiter.queue = this;
    link(last, waiter);
    link(waiter, null);
    size++;
  }

  /** Puts {@code waiter} at the front: for one who has had that place before. */
  public void addFirst(W waiter) {
    assert waiter.queue == null;
    waiter.queue = this;
    link(waiter, first);
    link(null, waiter);
    size++;
  }

  /** Takes the first one out, or returns null. */
  public @Nullable W poll() {
    W front = first;
    if (front != null) {
      remove(front);
    }
    return front;
  }

  /** Takes {@code waiter} out; false if it is not in. */
  public boolean remove(W waiter) {
    if (waiter.queue != this) {
      return false;
    }
    link(waiter.previous, waiter.next);
    waiter.previous = null;
    waiter.next = null;
    waiter.queue = null;
    size--;
    return true;
  }

  /**
   * Makes {@code after} follow {@code before}; null stands for an end of the line. Each add sees to
   * it that all four branches are known before the first waiter leaves from the middle, behind its
   * wait: see Wait on code behind a wait. Proved by {@code verify/run storms}, with a select.
   */
  private void link(@Nullable W before, @Nullable W after) {
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
  }
}
