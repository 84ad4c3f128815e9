package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Response;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A client that goes away is no failure of the program: nothing is to be logged as one. */
class StreamResetTest {

  /** Strongly held: the log manager would forget it. */
  private static final Logger LOG = Logger.getLogger("jacquard.http");

  @Test
  void stream_clientResetsInTheMiddle_isNoError() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Kept kept = new Kept();
    LOG.addHandler(kept);
    byte[] flood = new byte[1 << 20];
    Response endless =
        Response.stream(out -> {
          try {
            while (ended.getCount() > 0) {
              out.write(flood, 0, flood.length);
            }
          } finally {
            ended.countDown();
          }
        });
    try (ServerFixture fixture = new ServerFixture(_ -> endless)) {
      RawClient client = fixture.connect();
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      client.reset();
      assertThat(ended.await(20, TimeUnit.SECONDS)).as("the writer was told").isTrue();
    } finally {
      LOG.removeHandler(kept);
    }
    assertThat(kept.errors).isEmpty();
  }

  /** Keeps what is logged as an error. */
  private static final class Kept extends Handler {
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
        errors.add(logged.getMessage() + ": " + logged.getThrown());
      }
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
