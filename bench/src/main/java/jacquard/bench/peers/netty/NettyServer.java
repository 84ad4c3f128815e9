package jacquard.bench.peers.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import jacquard.bench.http.HttpPeer;
import jacquard.bench.http.ServerProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Netty: one event loop, native epoll where the platform has it. */
public final class NettyServer implements HttpPeer {
  private static final int EVENT_LOOPS = 1;

  /** Process of the subject {@code netty}. */
  public static void main(String[] arguments) throws Exception {
    ServerProcess.run(new NettyServer());
  }

  @Override
  public int start() throws InterruptedException {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerSocketChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(EVENT_LOOPS, io);
    DateHeader date = new DateHeader();
    ScheduledFuture<?> _ = loops.next().scheduleAtFixedRate(date::refresh, 1, 1, TimeUnit.SECONDS);
    Channel listener =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Pipeline(date))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    private final DateHeader date;

    Pipeline(DateHeader date) {
      this.date = date;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channel.pipeline().addLast(new HttpServerCodec(), new HelloHandler(date));
    }
  }
}
