package jacquard.net;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.engine.Watch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The reading half of a stream: the turn of whoever reads. */
/*
 * A read is tried first and waits for readiness only when it would block. One that did not fill its
 * buffer has emptied the socket: the next waits first (readiness is level-triggered, so what came in
 * between ends the wait at once) and saves the vain system call.
 *
 * `drained` and `view` belong to the holder of the turn that this is.
 */
final class ReadSide extends Turn {

  final Patience patience;

  private final SocketChannel channel;
  private final WatchedChannel watched;
  private final InetSocketAddress peer;
  private boolean drained;
  private @Nullable ByteBuffer view;

  ReadSide(SocketChannel channel, WatchedChannel watched, InetSocketAddress peer) {
    this.peer = peer;
    this.channel = channel;
    this.watched = watched;
    this.patience =
        new Patience() {
          @Override
          @Nullable Wait pending() {
            return watched.pendingRead();
          }
        };
  }

  int read(Strand strand, ByteBuffer into) throws IOException, InterruptedException {
    enter("reads");
    try {
      return readSome(strand, into);
    } finally {
      leave();
    }
  }

  int read(Strand strand, byte[] into, int offset, int length)
      throws IOException, InterruptedException {
    enter("reads");
    try {
      ByteBuffer wrapped = ArrayView.of(view, into, offset, length);
      view = ArrayView.kept(wrapped);
      return readSome(strand, wrapped);
    } finally {
      leave();
    }
  }

  /** As {@link #read}, without waiting; 0 if a task reads now. */
  int tryRead(ByteBuffer into) throws IOException {
    if (!tryEnter()) {
      return 0;
    }
    try {
      return into.hasRemaining() ? readOnce(into) : 0;
    } finally {
      leave();
    }
  }

  int tryRead(byte[] into, int offset, int length) throws IOException {
    if (!tryEnter()) {
      return 0;
    }
    try {
      ByteBuffer wrapped = ArrayView.of(view, into, offset, length);
      view = ArrayView.kept(wrapped);
      return length > 0 ? readOnce(wrapped) : 0;
    } finally {
      leave();
    }
  }

  /** Waits for something to read, and keeps no array meanwhile. */
  void awaitReadable(Strand strand) throws IOException, InterruptedException {
    enter("reads");
    try {
      view = null;
      await(strand);
      drained = false;
    } finally {
      leave();
    }
  }

  /**
   * Begins what {@link #awaitReadable} does, for a wait without a stack, which has the turn until
   * {@link #endRest}: that must follow when {@code rest} was committed.
   */
  void beginRest(Strand strand, Wait rest) throws IOException {
    enter("reads");
    view = null;
    drained = false;
    boolean begun = false;
    try {
      Watch ready = watched.watch();
      if (!patience.begin(strand.engine())) {
        rest.commit(Wait.TIMED_OUT);
      }
      ready.beginRead(rest);
      begun = true;
    } finally {
      if (!begun) {
        endRest(rest);
      }
    }
  }

  /** Ends what {@link #beginRest} began; any thread. */
  void endRest(Wait rest) {
    watched.endRead(rest);
    patience.end();
    leave();
  }

  private int readSome(Strand strand, ByteBuffer into) throws IOException, InterruptedException {
    if (!into.hasRemaining()) {
      return 0;
    }
    while (true) {
      if (!drained) {
        int count = readOnce(into);
        if (count != 0) {
          return count;
        }
      }
      await(strand);
      drained = false;
    }
  }

  /** One system call; a direct buffer has no limit, since the JDK makes no other beside it. */
  private int readOnce(ByteBuffer into) throws IOException {
    int limit = into.limit();
    int room = into.isDirect() ? into.remaining() : Math.min(into.remaining(), CALL_BYTES_MAX);
    try {
      int count = channel.read(into.limit(into.position() + room));
      drained = count >= 0 && count < room;
      return count;
    } finally {
      into.limit(limit);
    }
  }

  private void await(Strand strand) throws IOException, InterruptedException {
    Watch ready = watched.watch();
    boolean inTime = patience.begin(strand.engine());
    try {
      inTime = inTime && ready.awaitReadable(Context.NEVER);
    } finally {
      patience.end();
    }
    if (!inTime) {
      throw timedOut();
    }
  }

  /** What a read whose time is up throws. */
  SocketTimeoutException timedOut() {
    return new SocketTimeoutException(
        "read timed out: " + peer + " sent nothing" + patience.limit());
  }
}
