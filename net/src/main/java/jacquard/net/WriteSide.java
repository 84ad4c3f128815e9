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

/** The writing half of a stream: the turn of whoever writes, to whom `view` and `pair` belong. */
final class WriteSide extends Turn {

  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  final Patience patience;

  private final SocketChannel channel;
  private final WatchedChannel watched;
  private final InetSocketAddress peer;
  private @Nullable ByteBuffer view;
  private ByteBuffer @Nullable [] pair;

  WriteSide(SocketChannel channel, WatchedChannel watched, InetSocketAddress peer) {
    this.peer = peer;
    this.channel = channel;
    this.watched = watched;
    this.patience =
        new Patience() {
          @Override
          @Nullable Wait pending() {
            return watched.pendingWrite();
          }
        };
  }

  void write(Strand strand, ByteBuffer from) throws IOException, InterruptedException {
    enter("writes");
    try {
      writeAll(strand, from);
    } finally {
      leave();
    }
  }

  void write(Strand strand, byte[] from, int offset, int length)
      throws IOException, InterruptedException {
    enter("writes");
    try {
      ByteBuffer wrapped = ArrayView.of(view, from, offset, length);
      view = ArrayView.kept(wrapped);
      writeAll(strand, wrapped);
    } finally {
      leave();
    }
  }

  void write(Strand strand, ByteBuffer head, ByteBuffer body)
      throws IOException, InterruptedException {
    enter("writes");
    try {
      while (head.hasRemaining()) {
        if (!writeOnce(head, body)) {
          await(strand);
        }
      }
      writeAll(strand, body);
    } finally {
      leave();
    }
  }

  /** As {@link #write}, without waiting; 0 if a task writes now. */
  int tryWrite(ByteBuffer from) throws IOException {
    if (!tryEnter()) {
      return 0;
    }
    int start = from.position();
    try {
      writeOnce(from);
      return from.position() - start;
    } finally {
      leave();
    }
  }

  /** Keeps no array that it was given, unless it is being written. */
  void forgetArray() {
    if (tryEnter()) {
      view = null;
      leave();
    }
  }

  private void writeAll(Strand strand, ByteBuffer from) throws IOException, InterruptedException {
    while (from.hasRemaining()) {
      if (!writeOnce(from)) {
        await(strand);
      }
    }
  }

  /** One system call; false if the socket took less than it was offered. */
  private boolean writeOnce(ByteBuffer from) throws IOException {
    int limit = from.limit();
    int offered = Math.min(from.remaining(), CALL_BYTES_MAX);
    try {
      return channel.write(from.limit(from.position() + offered)) == offered;
    } finally {
      from.limit(limit);
    }
  }

  /** As {@link #writeOnce(ByteBuffer)}, of two. */
  private boolean writeOnce(ByteBuffer head, ByteBuffer body) throws IOException {
    int headLimit = head.limit();
    int bodyLimit = body.limit();
    int fromHead = Math.min(head.remaining(), CALL_BYTES_MAX);
    int fromBody = fromHead < head.remaining() ? 0 : Math.min(body.remaining(), CALL_BYTES_MAX);
    ByteBuffer[] both = pair();
    both[0] = head.limit(head.position() + fromHead);
    both[1] = body.limit(body.position() + fromBody);
    try {
      return channel.write(both, 0, 2) == fromHead + fromBody;
    } finally {
      head.limit(headLimit);
      body.limit(bodyLimit);
      both[0] = NO_BYTES;
      both[1] = NO_BYTES;
    }
  }

  private ByteBuffer[] pair() {
    ByteBuffer[] made = pair;
    if (made == null) {
      made = new ByteBuffer[] {NO_BYTES, NO_BYTES};
      pair = made;
    }
    return made;
  }

  private void await(Strand strand) throws IOException, InterruptedException {
    Watch ready = watched.watch();
    boolean inTime = patience.begin(strand.engine());
    try {
      inTime = inTime && ready.awaitWritable(Context.NEVER);
    } finally {
      patience.end();
    }
    if (!inTime) {
      throw new SocketTimeoutException(
          "write timed out: " + peer + " took nothing" + patience.limit());
    }
  }
}
