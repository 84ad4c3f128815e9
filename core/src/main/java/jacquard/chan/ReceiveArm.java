package jacquard.chan;

import jacquard.internal.engine.Wait;
import jacquard.task.Fn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Receives one value, or learns that the channel is closed. */
final class ReceiveArm<T, R extends @Nullable Object, X extends Exception> implements Arm<R, X> {

  private final BoundedChannel<T> channel;
  private final Fn<? super T, ? extends R, ? extends X> onValue;

  /** Takes note of the close; null to throw it. */
  private final @Nullable Fn<? super Closing, ? extends R, ? extends X> onClosed;

  /** The value or the {@link Closing}, from the moment it is taken until it is handled. */
  private @Nullable Object content;

  private @Nullable ChannelWaiter<T> waiter;

  ReceiveArm(
      BoundedChannel<T> channel,
      Fn<? super T, ? extends R, ? extends X> onValue,
      @Nullable Fn<? super Closing, ? extends R, ? extends X> onClosed) {
    this.channel = channel;
    this.onValue = onValue;
    this.onClosed = onClosed;
  }

  @Override
  public BoundedChannel<?> channel() {
    return channel;
  }

  @Override
  public boolean mayBeReady() {
    return channel.mayReceive();
  }

  @Override
  public boolean attempt() {
    content = channel.take();
    return content != null;
  }

  @Override
  public void enlist(Wait wait) {
    waiter = channel.enlistReceiver(wait);
  }

  @Override
  public boolean settle(@Nullable Object outcome) {
    ChannelWaiter<T> mine = Objects.requireNonNull(waiter);
    waiter = null;
    if (mine == outcome) {
      content = mine.content;
      return true;
    }
    channel.withdraw(mine);
    return false;
  }

  @Override
  public R handle() throws X, InterruptedException {
    Object taken = Objects.requireNonNull(content);
    content = null;
    if (!(taken instanceof Closing closed)) {
      return onValue.apply(channel.value(taken));
    }
    if (onClosed == null) {
      throw closed.exception(channel.label());
    }
    return onClosed.apply(closed);
  }
}
