package jacquard.net;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Watch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Makes a connection. */
final class TcpConnect {

  private TcpConnect() {}

  static TcpStream to(InetSocketAddress address, Duration timeout)
      throws IOException, InterruptedException {
    long timeoutNanos = Durations.nanos("connect time-out", timeout);
    if (address.isUnresolved()) {
      throw new UnknownHostException(address.getHostString());
    }
    Strand strand = Strand.current();
    strand.checkCancelled();
    SocketChannel channel = SocketChannel.open();
    boolean connected = false;
    try {
      channel.configureBlocking(false);
      connect(strand, channel, address, timeoutNanos);
      TcpStream stream = new TcpStream(channel);
      connected = true;
      return stream;
    } catch (ConnectException e) {
      throw describe(e, address);
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  private static void connect(
      Strand strand, SocketChannel channel, InetSocketAddress address, long timeoutNanos)
      throws IOException, InterruptedException {
    if (channel.connect(address)) {
      return;
    }
    Engine engine = strand.engine();
    long deadline = timeoutNanos == 0 ? Context.NEVER : engine.nanoTime() + timeoutNanos;
    try (Watch watch = engine.watch(channel)) {
      while (!channel.finishConnect()) {
        if (!watch.awaitWritable(deadline)) {
          throw new SocketTimeoutException(
              "connect timed out: "
                  + address
                  + " did not answer for "
                  + timeoutNanos / 1_000_000
                  + " ms");
        }
      }
    }
  }

  /** The JDK's message names no address. */
  private static ConnectException describe(ConnectException cause, InetSocketAddress address) {
    ConnectException exception =
        new ConnectException("connect to " + address + ": " + cause.getMessage());
    exception.initCause(cause);
    return exception;
  }
}
