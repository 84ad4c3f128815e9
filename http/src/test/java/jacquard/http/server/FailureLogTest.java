package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Request;
import jacquard.http.Response;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a log tells of a request that failed. */
@Timeout(30)
final class FailureLogTest {

  /** Strongly held: the log manager would forget it. */
  private static final Logger LOG = Logger.getLogger("jacquard.http");

  @Test
  void handler_thatFails_isLoggedWithThePathAndWithoutTheQuery() throws Exception {
    Kept kept = new Kept();
    LOG.addHandler(kept);
    try (var fixture = new ServerFixture(FailureLogTest::fail).expectErrors();
        var client = fixture.connect()) {
      for (String path : List.of("/fails", "/short", "/stream")) {
        assertThat(client.get(path + "?token=secret").status()).isEqualTo(500);
      }
    } finally {
      LOG.removeHandler(kept);
    }
    assertThat(kept.messages)
        .hasSize(3)
        .noneMatch(message -> message.contains("secret"))
        .anyMatch(message -> message.contains("GET /fails"))
        .anyMatch(message -> message.contains("GET /short"))
        .anyMatch(message -> message.contains("GET /stream"));
  }

  private static Response fail(Request request) {
    return switch (request.path()) {
      case "/short" -> Response.stream(10, out -> out.write(new byte[1], 0, 1));
      case "/stream" ->
          Response.stream(_ -> {
            throw new IllegalStateException("the test's");
          });
      default -> throw new IllegalStateException("the test's");
    };
  }

  /** Keeps what is logged. */
  private static final class Kept extends Handler {
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord logged) {
      messages.add(logged.getMessage());
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing to give back
    }
  }
}
