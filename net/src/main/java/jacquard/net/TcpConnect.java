package jacquard.net;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Watch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt to connect. Leaves nothing open unless it succeeds. */
final class TcpConnect {

  private final InetSocketAddress address;
  private final long timeoutNanos;

  TcpConnect(InetSocketAddress address, Duration timeout) {
    this.address = address;
    this.timeoutNanos = Limit.nanos("connect time-out", timeout);
  }

  TcpStream run() throws IOException, InterruptedException {
    Engine engine = Strand.current().engine();
    Strand.current().checkCancelled();
    if (address.isUnresolved()) {
      throw new UnknownHostException(address.getHostString());
    }
    SocketChannel channel = SocketChannel.open();
    Watch watch = null;
    TcpStream stream = null;
    try {
      channel.configureBlocking(false);
      if (!channel.connect(address)) {
        watch = engine.watch(channel);
        awaitConnected(engine, channel, watch);
      }
      stream = new TcpStream(channel, watch);
      return stream;
    } catch (ConnectException e) {
      throw describe(e);
    } finally {
      if (stream == null) {
        close(channel, watch);
      }
    }
  }

  private void awaitConnected(Engine engine, SocketChannel channel, Watch watch)
      throws IOException, InterruptedException {
    long deadline = timeoutNanos == 0 ? Context.NEVER : Limit.deadline(engine, timeoutNanos);
    while (!channel.finishConnect()) {
      if (!watch.awaitWritable(deadline)) {
        throw new SocketTimeoutException(
            "connect timed out: " + address + " did not answer for " + Limit.text(timeoutNanos));
      }
    }
  }

  /** The JDK's message names no address. */
  private ConnectException describe(ConnectException cause) {
    ConnectException exception =
        new ConnectException("connect to " + address + ": " + cause.getMessage());
    exception.initCause(cause);
    return exception;
  }

  private static void close(SocketChannel channel, @Nullable Watch watch) throws IOException {
    try {
      channel.close();
    } finally {
      if (watch != null) {
        watch.close();
      }
    }
  }
}
