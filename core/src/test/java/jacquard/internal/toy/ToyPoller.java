package jacquard.internal.toy;

import jacquard.internal.engine.Watch;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Real channels for the toy engine. */
final class ToyPoller {

  private @Nullable Selector selector;

  Watch watch(SelectableChannel channel) throws IOException {
    if (selector == null) {
      selector = Selector.open();
    }
    boolean accepts = (channel.validOps() & SelectionKey.OP_ACCEPT) != 0;
    ToyWatch watch = new ToyWatch(accepts ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ);
    watch.key = channel.register(selector, 0, watch);
    return watch;
  }

  /** Waits for at most {@code millis}; whether anything was ready. */
  boolean poll(long millis) throws IOException {
    Selector opened = selector;
    if (opened == null || opened.keys().isEmpty()) {
      return false;
    }
    int found =
        millis == 0 ? opened.selectNow(ToyPoller::tell) : opened.select(ToyPoller::tell, millis);
    return found > 0;
  }

  private static void tell(SelectionKey key) {
    if (key.attachment() instanceof ToyWatch watch) {
      watch.ready(key.readyOps());
    }
  }

  void close() throws IOException {
    if (selector != null) {
      selector.close();
    }
  }

  /** A channel that is connected already. */
  private static final class ToyWatch extends Watch {
    private @Nullable SelectionKey key;

    ToyWatch(int readOp) {
      super(readOp, 0);
    }

    private SelectionKey key() {
      return Objects.requireNonNull(key);
    }

    @Override
    protected int armed() {
      return key().interestOps();
    }

    @Override
    protected void arm(int ops) {
      key().interestOpsOr(ops);
    }

    @Override
    protected void disarm(int ops) {
      key().interestOpsAnd(~ops);
    }

    @Override
    protected void release() {
      key().cancel();
    }
  }
}
