package jacquard.net;

import static jacquard.net.Loopback.bytes;
import static jacquard.net.Loopback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.task.Scope;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpTimeoutTest {

  private static final int LARGE = 32 * 1024 * 1024;

  @Test
  void read_silentPeer_timesOutNotEarlyAndGoesOn() throws Exception {
    try (Loopback pair = Loopback.open()) {
      pair.client().setReadTimeout(Duration.ofMillis(30));
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> read(pair.client(), 1))
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessage(
                "read timed out: " + pair.client().remoteAddress() + " sent nothing for 30 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isGreaterThanOrEqualTo(Duration.ofMillis(30));
      }

      pair.server().write(bytes("x"));
      assertThat(read(pair.client(), 1)).isEqualTo("x");
    }
  }

  @Test
  void awaitReadable_silentPeer_timesOut() throws Exception {
    try (Loopback pair = Loopback.open()) {
      pair.client().setReadTimeout(Duration.ofMillis(5));
      assertThatThrownBy(() -> pair.client().awaitReadable())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void read_timeoutTakenBack_waits() throws Exception {
    try (Loopback pair = Loopback.open()) {
      pair.client().setReadTimeout(Duration.ofMillis(5));
      assertThatThrownBy(() -> read(pair.client(), 1)).isInstanceOf(SocketTimeoutException.class);
      pair.client().setReadTimeout(Duration.ZERO);

      Scope.run(scope -> {
        scope.fork(() -> {
          jacquard.time.Clock.sleep(Duration.ofMillis(20));
          pair.server().write(bytes("x"));
        });
        assertThat(read(pair.client(), 1)).isEqualTo("x");
      });
    }
  }

  @Test
  void readDeadline_peerThatTrickles_endsAllReadsTogether() throws Exception {
    try (Loopback pair = Loopback.open()) {
      TcpStream stream = pair.client();
      stream.setReadTimeout(Duration.ofMinutes(1));
      stream.setReadDeadline(Duration.ofMillis(60));
      Scope.run(scope -> {
        scope.fork(() -> {
          while (stream.isOpen()) {
            pair.server().write(bytes("x"));
            jacquard.time.Clock.sleep(Duration.ofMillis(5));
          }
        });
        assertThatThrownBy(
                () -> {
                  while (true) {
                    read(stream, 1);
                  }
                })
            .isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> read(stream, 1 << 20))
            .as("the deadline stays")
            .isInstanceOf(SocketTimeoutException.class);
        stream.clearReadDeadline();
        assertThat(read(stream, 1)).isEqualTo("x");
        scope.cancel("enough");
      });
    }
  }

  @Test
  void write_peerThatTakesNothing_timesOutAndGoesOn() throws Exception {
    try (Loopback pair = Loopback.open()) {
      pair.client().setWriteTimeout(Duration.ofMillis(20));
      ByteBuffer from = ByteBuffer.allocate(LARGE);
      assertThatThrownBy(() -> pair.client().write(from))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("took nothing for 20 ms");
      assertThat(from.position()).isPositive();
      pair.client().setWriteTimeout(Duration.ZERO);

      long received =
          Scope.call(scope -> {
            scope.fork(() -> {
              pair.client().write(from);
              pair.client().shutdownOutput();
            });
            return pair.server().transferTo(taken -> taken.position(taken.limit()));
          });
      assertThat(received).isEqualTo(LARGE);
    }
  }

  @Test
  void setters_negative_nameTheValue() throws Exception {
    try (Loopback pair = Loopback.open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pair.client().setReadTimeout(Duration.ofSeconds(-1)))
          .withMessage("read time-out must be zero or more, was PT-1S");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pair.client().setWriteTimeout(Duration.ofSeconds(-1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pair.client().setReadDeadline(Duration.ofSeconds(-1)));
    }
  }
}
