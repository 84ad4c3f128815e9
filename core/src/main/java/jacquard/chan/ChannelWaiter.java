package jacquard.chan;

import jacquard.internal.engine.Wait;
import jacquard.internal.queue.Waiter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a channel's line of senders or of receivers. It is itself the outcome that its wait is
 * committed with; {@link #content} then says what happened.
 *
 * @param <T> what the channel carries
 */
final class ChannelWaiter<T> extends Waiter<ChannelWaiter<T>> {

  /**
   * A sender's value; what a receiver was given; or a {@link Closing}. Written before the wait is
   * committed with this waiter, and read afterwards: by then it is final, until the waiter of a
   * handler is used again.
   */
  @Nullable Object content;

  /** What this receiver was given; keeps it no longer. */
  Object takeContent() {
    Object taken = Objects.requireNonNull(content);
    content = null;
    return taken;
  }

  ChannelWaiter(Wait wait, @Nullable Object content) {
    super(wait);
    this.content = content;
  }
}
