package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import jacquard.bench.MeasurementException;
import jacquard.bench.peers.helidon.HelidonServer;
import jacquard.bench.peers.jetty.JettyServer;
import jacquard.bench.peers.netty.NettyServer;
import jacquard.bench.peers.vertx.VertxServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every server on the JVM answers what the load generator will ask. */
@Timeout(60)
class HttpPeersTest {

  static Stream<HttpPeer> peers() {
    return Stream.of(
        new JacquardServer(),
        new NettyServer(),
        new VertxServer(),
        new HelidonServer(),
        new JettyServer());
  }

  @ParameterizedTest
  @MethodSource("peers")
  void start_everyWorkload_isAnsweredRightly(HttpPeer peer) throws Exception {
    int port = peer.start();

    for (HttpWorkload workload : HttpWorkload.values()) {
      assertThatCode(() -> ResponseCheck.check(workload, port))
          .as(workload.label())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void check_otherBody_isRefused() throws Exception {
    byte[] other = "Hello, world?".getBytes(StandardCharsets.US_ASCII);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/plaintext",
        exchange -> {
          exchange.sendResponseHeaders(200, other.length);
          exchange.getResponseBody().write(other);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      assertThatThrownBy(() -> ResponseCheck.check(HttpWorkload.PLAINTEXT, port))
          .isInstanceOf(MeasurementException.class)
          .hasMessageContaining("body must be 'Hello, World!', was 'Hello, world?'");
      assertThatThrownBy(() -> ResponseCheck.check(HttpWorkload.SLEEP, port))
          .isInstanceOf(MeasurementException.class)
          .hasMessageContaining("status must be 'HTTP/1.1 200 OK', was 'HTTP/1.1 404 Not Found'");
    } finally {
      server.stop(0);
    }
  }
}
