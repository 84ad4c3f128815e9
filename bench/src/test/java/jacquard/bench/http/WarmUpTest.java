package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Effort;
import java.util.Iterator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final int PORT = 1;
  private static final double UNUSED = -1;

  @Test
  void run_fastServer_answersAsManyAsEveryOther() throws Exception {
    assertThat(warmUp(HttpWorkload.PLAINTEXT, Effort.FULL, 300_000).run(PORT))
        .isEqualTo("1,200,000 requests, 4 s");
  }

  @Test
  void run_slowServer_endsAfterLongEnough() throws Exception {
    assertThat(warmUp(HttpWorkload.PLAINTEXT, Effort.FULL, 1_000).run(PORT))
        .isEqualTo("12,000 requests, 12 s");
  }

  @Test
  void run_look_takesASecond() throws Exception {
    assertThat(warmUp(HttpWorkload.PLAINTEXT, Effort.QUICK, 60_000).run(PORT))
        .isEqualTo("60,000 requests, 1 s");
  }

  @Test
  void run_latencyThatFalls_isLoadedAtTheRateUntilItFallsNoMore() throws Exception {
    assertThat(latency(3_000, 2_000, 1_950, 300, 280, 290, 285, 281, UNUSED))
        .endsWith(", 8 s at the rate to a p99 of 280 us");
  }

  @Test
  void run_latencyOfAServerThatIsWarm_isLookedAtOnly() throws Exception {
    assertThat(latency(100, 95, 110, 99, 98, UNUSED))
        .endsWith(", 5 s at the rate to a p99 of 95 us");
  }

  @Test
  void run_latencyThatFallsOn_endsAfterLongEnough() throws Exception {
    assertThat(latency(1_000, 800, 600, 500, 400, 300, 200, 100, 50, 25, 12, 6, UNUSED))
        .endsWith(", 12 s at the rate to a p99 of 6 us");
  }

  private static WarmUp warmUp(HttpWorkload workload, Effort effort, long requestsEachSecond) {
    return new WarmUp(
        workload,
        effort,
        (_, _, seconds, _) -> new Wrk.Rates(requestsEachSecond * seconds, requestsEachSecond),
        (_, _, _) -> {
          throw new AssertionError("only latency has a rate");
        });
  }

  private static String latency(double... p99Micros) throws Exception {
    Iterator<Double> windows = DoubleStream.of(p99Micros).iterator();
    Load.Generator full = (_, _, _, _) -> new Wrk.Rates(1_000_000, 1_000_000);
    WarmUp warmUp =
        new WarmUp(HttpWorkload.LATENCY, Effort.FULL, full, (_, _, _) -> windows.next());
    String told = warmUp.run(PORT);
    assertThat(windows.next()).as("next window, which is not loaded").isEqualTo(UNUSED);
    return told;
  }
}
