package jacquard.internal.driver;

import jacquard.internal.engine.Watch;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel on a JDK selector.
 *
 * <p>The selector knows no "can be written" for a socket whose connection is pending, and would
 * report it again and again to nobody: there {@link SelectionKey#OP_CONNECT} stands for {@link
 * SelectionKey#OP_WRITE}. A key is cancelled when its channel is closed behind this watch's back;
 * then the watch closes too, so that nobody waits for a channel that is gone.
 */
final class NioWatch extends Watch {

  private final Driver driver;
  private final SelectableChannel channel;

  /** Set once, before anybody else knows this watch. */
  private @Nullable SelectionKey key;

  NioWatch(Driver driver, SelectableChannel channel) {
    super(readOpOf(channel));
    this.driver = driver;
    this.channel = channel;
  }

  private static int readOpOf(SelectableChannel channel) {
    boolean accepts = (channel.validOps() & SelectionKey.OP_ACCEPT) != 0;
    return accepts ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ;
  }

  void register(Selector selector) throws ClosedChannelException {
    key = channel.register(selector, 0, this);
  }

  /** Tells the waiters what the selector found; the thread that drives. */
  void dispatch() {
    try {
      int ops = key().readyOps();
      if ((ops & SelectionKey.OP_CONNECT) != 0) {
        ops |= SelectionKey.OP_WRITE;
      }
      ready(ops);
    } catch (CancelledKeyException _) {
      close();
    }
  }

  @Override
  protected int armed() {
    SelectionKey registered = key();
    int ops = registered.isValid() ? interestOf(registered) : 0;
    return (ops & SelectionKey.OP_CONNECT) != 0 ? ops | SelectionKey.OP_WRITE : ops;
  }

  private static int interestOf(SelectionKey key) {
    try {
      return key.interestOps();
    } catch (CancelledKeyException _) {
      return 0; // cancelled since isValid: as if it had said no
    }
  }

  @Override
  protected void arm(int ops) {
    boolean connects =
        (ops & SelectionKey.OP_WRITE) != 0
            && channel instanceof SocketChannel socket
            && socket.isConnectionPending();
    try {
      key()
          .interestOpsOr(connects ? (ops & ~SelectionKey.OP_WRITE) | SelectionKey.OP_CONNECT : ops);
      driver.wake();
    } catch (CancelledKeyException _) {
      close();
    }
  }

  @Override
  protected void disarm(int ops) {
    boolean write = (ops & SelectionKey.OP_WRITE) != 0;
    try {
      key().interestOpsAnd(~(write ? ops | SelectionKey.OP_CONNECT : ops));
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
