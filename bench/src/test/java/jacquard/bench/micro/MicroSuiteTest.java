package jacquard.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.Suite;
import jacquard.chan.Received;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

@Timeout(60)
class MicroSuiteTest {
  private static final Effort TINY = new Effort(1, 1, 0, 0, 1, 1);
  private static final String UNIQUE_OF_JMH =
      "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.";

  @Test
  void workloads_eachSubject_hasABenchmarkOfTheName() {
    BenchmarkList known = BenchmarkList.defaultList();
    OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);

    for (MicroSubject subject : MicroSubject.values()) {
      for (MicroWorkload workload : MicroWorkload.values()) {
        assertThat(known.find(silent, List.of(subject.pattern(workload)), List.of()))
            .as(subject.label() + " " + workload.label())
            .hasSize(subject.runs(workload) ? 1 : 0);
      }
    }
  }

  @Test
  void run_oneWorkload_givesNanosAndBytesOfBothSubjects() throws Exception {
    PrintStream stream = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    Suite.Selection selection =
        new Suite.Selection(Set.of("oneShot"), Set.of("jacquard-loop", "jdk"));

    Suite.Outcome outcome = new MicroSuite().run(selection, TINY, new Console(stream, stream));

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.results())
        .hasSize(4)
        .allSatisfy(figure -> {
          assertThat(figure.workload()).isEqualTo("oneShot");
          assertThat(figure.spread().median()).isPositive();
        });
    assertThat(outcome.results()).extracting("unit").containsOnly("ns/op", "bytes/op");
  }

  @Test
  void benchmarks_ofJacquard_giveTheirValues() throws Exception {
    JacquardBenchmarks benchmarks = new JacquardBenchmarks();

    assertThat(benchmarks.channel()).isEqualTo(new Received.Value<>(1_000));
    assertThat(benchmarks.oneShot()).isEqualTo(1_000);
    assertThat(benchmarks.select()).isEqualTo(1_000);
    assertThat(benchmarks.scope()).isEqualTo(1_000);
    assertThat(benchmarks.timeout()).isEqualTo(1_000);
    assertThat(benchmarks.headers(new Blackhole(UNIQUE_OF_JMH))).isEmpty();
    benchmarks.local(new Blackhole(UNIQUE_OF_JMH));
  }

  @Test
  void benchmarks_ofTheJdk_giveTheirValues() {
    JdkBenchmarks benchmarks = new JdkBenchmarks();

    assertThat(benchmarks.channel()).isEqualTo(1_000);
    assertThat(benchmarks.oneShot()).isEqualTo(1_000);
    benchmarks.local(new Blackhole(UNIQUE_OF_JMH));
  }
}
