package jacquard.bench.peers.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import jacquard.bench.http.HttpPeer;
import java.util.concurrent.TimeUnit;

/**
 * Answers on the event loop. As in Netty's own benchmarks there is no aggregator (the requests have
 * no body), response headers of ours are not validated, and what one read brought is flushed once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection.
final class HelloHandler extends ChannelInboundHandlerAdapter {
  private static final byte[] HELLO = HttpPeer.hello();

  private final DateHeader date;

  HelloHandler(DateHeader date) {
    this.date = date;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpRequest request) {
        respond(context, request);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void respond(ChannelHandlerContext context, HttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    switch (request.uri()) {
      case "/plaintext" -> write(context, HttpResponseStatus.OK, HELLO, keepAlive);
      case "/sleep" ->
          context
              .executor()
              .schedule(
                  () -> {
                    write(context, HttpResponseStatus.OK, HELLO, keepAlive);
                    context.flush();
                  },
                  HttpPeer.SLEEP_MILLIS,
                  TimeUnit.MILLISECONDS);
      default -> write(context, HttpResponseStatus.NOT_FOUND, new byte[0], keepAlive);
    }
  }

  private void write(
      ChannelHandlerContext context, HttpResponseStatus status, byte[] body, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            Unpooled.wrappedBuffer(body),
            DefaultHttpHeadersFactory.headersFactory().withValidation(false),
            DefaultHttpHeadersFactory.trailersFactory());
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
        .set(HttpHeaderNames.DATE, date.value())
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    if (keepAlive) {
      context.write(response, context.voidPromise());
    } else {
      context.write(response).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The load generator cuts its connections at the end of a run.
    context.close();
  }
}
