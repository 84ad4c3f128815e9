package jacquard.internal.driver;

import jacquard.internal.engine.Watch;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel on a JDK selector.
 *
 * <p>A key is cancelled when its channel is closed behind this watch's back; then the watch closes
 * too, so that nobody waits for a channel that is gone.
 */
final class NioWatch extends Watch {

  private final Driver driver;

  /** Set once, before anybody else knows this watch. */
  private @Nullable SelectionKey key;

  NioWatch(Driver driver, SelectableChannel channel) {
    super(readOpOf(channel), driver.staleMax());
    this.driver = driver;
  }

  private static int readOpOf(SelectableChannel channel) {
    boolean accepts = (channel.validOps() & SelectionKey.OP_ACCEPT) != 0;
    return accepts ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ;
  }

  void register(Selector selector, SelectableChannel channel) throws ClosedChannelException {
    key = channel.register(selector, 0, this);
  }

  /** Tells the waiters what the selector found; the thread that drives. */
  void dispatch() {
    try {
      ready(key().readyOps());
    } catch (CancelledKeyException _) {
      close();
    }
  }

  @Override
  protected int armed() {
    try {
      return key().interestOps();
    } catch (CancelledKeyException _) {
      return 0; // then arming comes next, and closes this watch
    }
  }

  @Override
  protected void arm(int ops) {
    try {
      key().interestOpsOr(ops);
      driver.wake();
    } catch (CancelledKeyException _) {
      close();
    }
  }

  @Override
  protected void disarm(int ops) {
    try {
      key().interestOpsAnd(~ops);
    } catch (CancelledKeyException _) {
      close();
    }
  }

  /** The descriptor of a closed channel is given back by the poll after this: it must not wait. */
  @Override
  protected void release() {
    key().cancel();
    driver.wake();
  }

  private SelectionKey key() {
    return Objects.requireNonNull(key, "not registered");
  }
}
