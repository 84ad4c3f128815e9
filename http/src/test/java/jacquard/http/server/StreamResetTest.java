package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Response;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that goes away is no failure of the program: nothing is to be logged as one. */
class StreamResetTest {

  @Test
  void stream_clientResetsInTheMiddle_isNoError() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
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
    } // The end of the fixture asserts that no error was logged.
  }
}
