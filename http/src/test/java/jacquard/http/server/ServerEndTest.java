package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.http.Response;
import jacquard.net.TcpListener;
import jacquard.net.TcpStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told that a server is none any more. */
@Timeout(30)
final class ServerEndTest {

  /** Two can't accept from one listener: the server, which comes second, fails. */
  @Test
  void server_thatCanAcceptNoMore_endsTheWaitForTheShutdown() throws Exception {
    TcpListener listener = TcpListener.bind(0);
    CountDownLatch warm = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              var _ = catchThrowable(() -> listener.accept().close());
              warm.countDown();
              var _ = catchThrowable(listener::accept);
            });
    TcpStream.connect(listener.localAddress()).close();
    assertThat(warm.await(10, TimeUnit.SECONDS)).isTrue();
    while (other.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    try (HttpServer server =
        new HttpServer(listener, _ -> Response.text("ok"), HttpServer.Options.defaults())) {
      assertThat(catchThrowable(() -> Serving.awaitShutdown(server)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another task accepts from");
      assertThat(listener.isOpen()).isFalse();
    }
    other.join();
  }
}
