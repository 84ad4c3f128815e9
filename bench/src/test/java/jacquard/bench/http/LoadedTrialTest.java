package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.Toolchain;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that run, and a generator that asks a little: the figures are of what it asked. */
@Timeout(120)
class LoadedTrialTest {
  private static final HttpSubject DEFAULT =
      HttpSubject.all().stream()
          .filter(any -> any.name().equals("jacquard-default"))
          .findFirst()
          .orElseThrow();
  private static final Effort WINDOW_OF_3 = new Effort(1, 1, 0, 0, 3, 1);
  private static final int REQUESTS = 300;

  private final List<Long> seconds = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private WarmServers servers = servers(this::ask);

  @BeforeEach
  void needsTaskset() {
    assumeThat(Toolchain.missing("taskset", "apt install util-linux")).isEmpty();
  }

  @AfterEach
  void endServers() {
    servers.close();
  }

  @Test
  void measure_warmServer_givesWhatTheLoadSawAndWhatItCost() throws Exception {
    LoadedTrial trial = new LoadedTrial(HttpWorkload.PLAINTEXT, WINDOW_OF_3, servers, this::ask);

    trial.prepare(DEFAULT);
    Map<String, Double> figures = trial.measure(DEFAULT);

    assertThat(seconds).containsExactly(1L, 3L);
    assertThat(ports).containsOnly(servers.of(DEFAULT).port());
    assertThat(figures.keySet())
        .containsExactly(
            HttpUnit.PER_CPU_SECOND,
            HttpUnit.PER_SECOND,
            HttpUnit.USER_MICROS,
            HttpUnit.KERNEL_MICROS,
            HttpUnit.SWITCHES,
            HttpUnit.ALLOCATED);
    double cpuMicros =
        figure(figures, HttpUnit.USER_MICROS) + figure(figures, HttpUnit.KERNEL_MICROS);
    assertThat(figure(figures, HttpUnit.PER_CPU_SECOND) * cpuMicros).isBetween(0.99e6, 1.01e6);
    assertThat(figures.get(HttpUnit.ALLOCATED)).isBetween(100.0, 100_000.0);
  }

  @Test
  void start_warmUpThatFails_endsTheServer() {
    servers =
        servers((workload, port, atMost, prefix) -> {
          ask(workload, port, atMost, prefix);
          throw new MeasurementException("wrk: Socket errors");
        });

    assertThatThrownBy(() -> servers.start(DEFAULT)).hasMessage("wrk: Socket errors");
    assertThatThrownBy(() -> servers.of(DEFAULT))
        .hasMessage("jacquard-default has no server that runs");
    assertThatThrownBy(() -> ResponseCheck.check(HttpWorkload.PLAINTEXT, ports.getFirst()))
        .hasMessageContaining("Connection refused");
  }

  private static double figure(Map<String, Double> figures, String unit) {
    return Objects.requireNonNull(figures.get(unit), unit);
  }

  /** Asks so often that the server's CPU time can't be 0, and claims to have warmed it up. */
  private Load ask(HttpWorkload workload, int port, long atMost, List<String> prefix)
      throws MeasurementException {
    boolean warmsUp = seconds.isEmpty();
    seconds.add(atMost);
    ports.add(port);
    for (int i = 0; i < REQUESTS; i++) {
      ResponseCheck.check(workload, port);
    }
    return new Wrk.Rates(warmsUp ? workload.warmupRequests() : REQUESTS, REQUESTS);
  }

  private static WarmServers servers(Load.Generator generator) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    WarmUp warmUp =
        new WarmUp(
            HttpWorkload.PLAINTEXT,
            WINDOW_OF_3,
            generator,
            (_, _, _) -> {
              throw new AssertionError("only latency has a rate");
            });
    return new WarmServers(HttpWorkload.PLAINTEXT, warmUp, new Console(nowhere, nowhere));
  }
}
