package jacquard.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked before a load is what the load asks. Of open-loop, {@code RustPeersTest} tells. */
@Timeout(60)
class OctetsTest {
  private static final int BACKLOG = 100;

  @Test
  void request_plaintext_namesTheHostByAddressAndPort() {
    assertThat(text(HttpWorkload.PLAINTEXT))
        .isEqualTo("GET /plaintext HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
    assertThat(text(HttpWorkload.LATENCY)).isEqualTo(text(HttpWorkload.PLAINTEXT));
  }

  @Test
  void request_echo_hasABodyOfItsLength() {
    assertThat(text(HttpWorkload.ECHO))
        .startsWith("POST /echo HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
        .endsWith("\r\nContent-Length: 65536\r\n\r\n" + "x".repeat(65_536));
  }

  private static String text(HttpWorkload workload) {
    return new String(Octets.request(workload, 8080), US_ASCII);
  }

  @Test
  void load_wrk_sendsTheOctetsOfTheCheck() throws Exception {
    assumeThat(Wrk.missing()).as("reason to skip").isEmpty();
    try (ServerSocket silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      FutureTask<byte[]> asked = new FutureTask<>(() -> firstRequest(silent));
      Thread.startVirtualThread(asked);

      Wrk.load(HttpWorkload.PLAINTEXT, port, 1, List.of());

      assertThat(asked.get()).isEqualTo(Octets.request(HttpWorkload.PLAINTEXT, port));
    }
  }

  /** All that comes on the first connection that is used: wrk has tried the address before. */
  private static byte[] firstRequest(ServerSocket silent) throws IOException {
    byte[] request = {};
    while (request.length == 0) {
      try (Socket socket = silent.accept()) {
        request = socket.getInputStream().readAllBytes();
      }
    }
    return request;
  }
}
