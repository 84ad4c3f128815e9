package jacquard.internal.queue;

import jacquard.internal.engine.Wait;
import org.jspecify.annotations.Nullable;

/**
 * A place in a {@link WaiterQueue}. Several places may share one {@link Wait}, as the arms of a
 * select do: then only one of them is ever served.
 *
 * @param <W> the kind of place itself
 */
public abstract class Waiter<W extends Waiter<W>> {

  /** Who waits. */
  public final Wait wait;

  /** Neighbours in the queue; guarded by the queue's lock. */
  @Nullable W previous;

  @Nullable W next;

  /** The queue this place is in, or null; guarded as its neighbours. */
  @Nullable WaiterQueue<W> queue;

  /** A place for {@code wait}, in no queue yet. */
  protected Waiter(Wait wait) {
    this.wait = wait;
  }
}
