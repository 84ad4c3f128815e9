package jacquard.net;

import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.engine.Watch;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * A channel and its watch, which is made at the first wait, on the engine of the task that waits;
 * and the end of both.
 */
/*
 * `watch` and `closed` are written under `this`, which is held for no system call but the watch's
 * registration: a watch made while the channel is closed is either found by close() or never made.
 */
final class WatchedChannel {

  private final SelectableChannel channel;
  private volatile @Nullable Watch watch;
  private volatile boolean closed;

  WatchedChannel(SelectableChannel channel, @Nullable Watch watch) {
    this.channel = channel;
    this.watch = watch;
  }

  boolean isOpen() {
    return !closed;
  }

  /** The watch, made if need be. */
  Watch watch() throws IOException {
    Watch made = watch;
    return made != null && !closed ? made : register();
  }

  private synchronized Watch register() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    Watch made = watch;
    if (made == null) {
      made = Strand.current().engine().watch(channel);
      watch = made;
    }
    return made;
  }

  /** Closes the channel and ends its waits; false if that was done before. */
  boolean close() throws IOException {
    Watch registered;
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
      registered = watch;
    }
    try {
      channel.close();
    } finally {
      if (registered != null) {
        registered.close();
      }
    }
    return true;
  }

  /** The wait of the task that reads or accepts, or null. */
  @Nullable Wait pendingRead() {
    Watch made = watch;
    return made == null ? null : made.pendingRead();
  }

  /** Ends what {@link Watch#beginRead} began; nothing if there is no watch. */
  void endRead(Wait wait) {
    Watch made = watch;
    if (made != null) {
      made.endRead(wait);
    }
  }

  /** The wait of the task that writes, or null. */
  @Nullable Wait pendingWrite() {
    Watch made = watch;
    return made == null ? null : made.pendingWrite();
  }
}
