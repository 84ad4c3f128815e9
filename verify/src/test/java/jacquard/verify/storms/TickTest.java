package jacquard.verify.storms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A server's clock ticks without a connection for the first time, long after the loop of its worker
 * was compiled. If that takes a branch which was never taken before, the loop is compiled anew when
 * requests come again. {@code -Xbatch}: who meets the compiler's threshold waits for it.
 */
class TickTest {

  @Test
  void turn_tickAloneForTheFirstTime_isNoTrap() throws Exception {
    assertThat(sitesOf("driver")).noneMatch(TickTest::isOfTimers);
  }

  @Test
  void turn_twinThatCountsWhatItFires_isATrap() throws Exception {
    assertThat(sitesOf("twin")).anyMatch(site -> site.contains("Counting.fireDue @"));
  }

  private static boolean isOfTimers(String site) {
    return site.startsWith("jacquard.internal.");
  }

  private static Set<String> sitesOf(String what) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xbatch",
                "-Xlog:disable",
                "-Xlog:deoptimization=debug:stdout:none",
                "-cp",
                System.getProperty("java.class.path"),
                Ticking.class.getName(),
                what)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      Traps traps = Traps.of(process.inputReader(StandardCharsets.US_ASCII));
      assertThat(process.waitFor()).isZero();
      assertThat(traps.bySite()).as("the end of the program's own loop is one").isNotEmpty();
      return traps.bySite().keySet();
    } finally {
      process.destroyForcibly();
    }
  }
}
