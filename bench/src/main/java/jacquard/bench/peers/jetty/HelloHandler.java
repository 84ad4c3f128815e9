package jacquard.bench.peers.jetty;

import com.fasterxml.jackson.databind.ObjectMapper;
import jacquard.bench.http.HttpPeer;
import jacquard.bench.http.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers on a virtual thread, which may block; header fields are encoded once. */
final class HelloHandler extends Handler.Abstract {
  private static final byte[] HELLO = HttpPeer.hello();
  private static final ObjectMapper MAPPER = Message.pooledMapper();

  private static final HttpField TEXT = type("text/plain");
  private static final HttpField JSON = type("application/json");
  private static final HttpField OCTETS = type("application/octet-stream");

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    switch (Request.getPathInContext(request)) {
      case "/plaintext" -> write(response, TEXT, HELLO, callback);
      case "/json" ->
          write(response, JSON, MAPPER.writeValueAsBytes(new Message("Hello, World!")), callback);
      case "/echo" -> echo(request, response, callback);
      case "/sleep" -> {
        Thread.sleep(HttpPeer.SLEEP_MILLIS);
        write(response, TEXT, HELLO, callback);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void write(Response response, HttpField type, byte[] body, Callback callback) {
    response.getHeaders().put(type).put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static void echo(Request request, Response response, Callback callback) {
    response.getHeaders().put(OCTETS).put(HttpHeader.CONTENT_LENGTH, request.getLength());
    Content.copy(request, response, callback);
  }

  private static HttpField type(String value) {
    return new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, value);
  }
}
