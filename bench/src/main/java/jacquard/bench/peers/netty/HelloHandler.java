package jacquard.bench.peers.netty;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import jacquard.bench.http.HttpPeer;
import jacquard.bench.http.Message;
import java.util.concurrent.TimeUnit;

/**
 * Answers on the event loop. As in Netty's own benchmarks there is no aggregator (a body is echoed
 * as it comes), response headers of ours are not validated, and what one read brought is flushed
 * once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection.
final class HelloHandler extends ChannelInboundHandlerAdapter {
  private static final byte[] HELLO = HttpPeer.hello();

  private static final HttpHeadersFactory UNVALIDATED =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DateHeader date;
  private boolean echoing;

  HelloHandler(DateHeader date) {
    this.date = date;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    try {
      if (message instanceof HttpRequest request) {
        respond(context, request);
      } else if (echoing && message instanceof HttpContent part) {
        echoing = !(part instanceof LastHttpContent);
        context.write(part.retain(), context.voidPromise());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void respond(ChannelHandlerContext context, HttpRequest request) throws Exception {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    switch (request.uri()) {
      case "/plaintext" -> write(context, HttpResponseStatus.OK, HELLO, keepAlive);
      case "/json" -> {
        byte[] body = MAPPER.writeValueAsBytes(new Message("Hello, World!"));
        write(context, HttpResponseStatus.OK, HttpHeaderValues.APPLICATION_JSON, body, keepAlive);
      }
      case "/echo" -> echo(context, request);
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

  /** The head, of the request's own length; the body follows part by part. */
  private void echo(ChannelHandlerContext context, HttpRequest request) {
    echoing = true;
    HttpResponse response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, UNVALIDATED);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM)
        .set(HttpHeaderNames.DATE, date.value());
    HttpUtil.setContentLength(response, HttpUtil.getContentLength(request));
    context.write(response, context.voidPromise());
  }

  private void write(
      ChannelHandlerContext context, HttpResponseStatus status, byte[] body, boolean keepAlive) {
    write(context, status, HttpHeaderValues.TEXT_PLAIN, body, keepAlive);
  }

  private void write(
      ChannelHandlerContext context,
      HttpResponseStatus status,
      AsciiString type,
      byte[] body,
      boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            Unpooled.wrappedBuffer(body),
            UNVALIDATED,
            DefaultHttpHeadersFactory.trailersFactory());
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
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
