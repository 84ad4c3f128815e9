package jacquard.chan;

import jacquard.internal.engine.Limit;
import jacquard.task.UncheckedCancellation;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@code for} loop's view of a channel. Belongs to one task. */
final class ChannelIterator<T> implements Iterator<T> {

  private final BoundedChannel<T> channel;

  /** What was received and not handed out yet, or how the channel was closed. */
  private @Nullable Object ahead;

  ChannelIterator(BoundedChannel<T> channel) {
    this.channel = channel;
  }

  @Override
  public boolean hasNext() {
    Object next = ahead;
    if (next == null) {
      next = receive();
      ahead = next;
    }
    if (next instanceof Closing closed) {
      if (closed.cause() != null) {
        throw closed.exception(channel.label());
      }
      return false;
    }
    return true;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException(channel.label() + " is closed");
    }
    Object next = Objects.requireNonNull(ahead);
    ahead = null;
    return channel.value(next);
  }

  private Object receive() {
    try {
      return channel.receive(Limit.NONE);
    } catch (InterruptedException e) {
      throw new UncheckedCancellation(e);
    }
  }
}
