package jacquard.chan;

import jacquard.internal.engine.Wait;
import jacquard.task.Fn;
import jacquard.task.Op;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends one value, or learns that the channel is closed. */
final class SendArm<T, R extends @Nullable Object, X extends Exception> implements Arm<R, X> {

  private final BoundedChannel<T> channel;
  private final T value;
  private final Op<? extends R, ? extends X> onSent;

  /** Takes note of the close; null to throw it. */
  private final @Nullable Fn<? super Closing, ? extends R, ? extends X> onClosed;

  /** Set if the operation that was done is to learn that the channel is closed. */
  private @Nullable Closing closing;

  private @Nullable ChannelWaiter<T> waiter;

  SendArm(
      BoundedChannel<T> channel,
      T value,
      Op<? extends R, ? extends X> onSent,
      @Nullable Fn<? super Closing, ? extends R, ? extends X> onClosed) {
    this.channel = channel;
    this.value = value;
    this.onSent = onSent;
    this.onClosed = onClosed;
  }

  @Override
  public BoundedChannel<?> channel() {
    return channel;
  }

  @Override
  public boolean mayBeReady() {
    return channel.maySend();
  }

  @Override
  public boolean attempt() {
    return switch (channel.offer(value)) {
      case SENT -> {
        channel.queueWoken();
        yield true;
      }
      case FULL -> false;
      case CLOSED -> {
        closing = channel.closing();
        yield true;
      }
    };
  }

  @Override
  public void enlist(Wait wait) {
    waiter = channel.enlistSender(wait, value);
  }

  @Override
  public boolean settle(@Nullable Object outcome) {
    ChannelWaiter<T> mine = Objects.requireNonNull(waiter);
    waiter = null;
    if (mine == outcome) {
      closing = mine.content instanceof Closing closed ? closed : null;
      return true;
    }
    channel.withdraw(mine);
    return false;
  }

  @Override
  public R handle() throws X, InterruptedException {
    Closing closed = closing;
    closing = null;
    if (closed == null) {
      return onSent.run();
    }
    if (onClosed == null) {
      throw closed.exception(channel.label());
    }
    return onClosed.apply(closed);
  }
}
