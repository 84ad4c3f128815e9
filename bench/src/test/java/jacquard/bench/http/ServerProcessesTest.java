package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.Console;
import jacquard.bench.NativePeers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that don't run on the JVM keep the contract of a server process. */
@Timeout(120)
class ServerProcessesTest {
  private static final int END_SECONDS_MAX = 30;

  @ParameterizedTest
  @ValueSource(strings = {"go", "node"})
  void command_everyWorkload_isAnsweredRightlyUntilTheInputEnds(String name) throws Exception {
    Process server = new ProcessBuilder(built(name).command(JvmSettings.LOADED)).start();
    try {
      int port = Server.readPort(server);
      for (HttpWorkload workload : HttpWorkload.values()) {
        assertThatCode(() -> ResponseCheck.check(workload, port))
            .as(workload.label())
            .doesNotThrowAnyException();
      }

      server.getOutputStream().close();
      assertThat(server.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly();
    }
  }

  private static HttpSubject built(String name) throws InterruptedException {
    HttpSubject subject =
        HttpSubject.all().stream().filter(any -> any.name().equals(name)).findFirst().orElseThrow();
    assumeThat(subject.missing()).as("reason to skip").isEmpty();
    NativePeers peers = subject.toolchain().orElseThrow();
    assertThat(peers.build(new Console(System.out, System.err))).isEmpty();
    return subject;
  }
}
