package jacquard.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Children;
import jacquard.bench.Home;
import jacquard.chan.Received;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

@Timeout(60)
class MicroSuiteTest {
  private static final long SECONDS_MAX = 50;
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

  /** In a process of its own: a peer's server in this one forbids what JMH's processes send. */
  @Test
  void run_oneWorkload_givesNanosAndBytesOfBothSubjects() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djacquard.bench.home=" + Home.resolve(""),
            "-cp",
            System.getProperty("java.class.path"),
            "jacquard.bench.Main",
            "--suite",
            "micro",
            "--quick",
            "--rounds",
            "1",
            "--only",
            "oneShot");

    assertThat(Children.output(command, SECONDS_MAX))
        .containsPattern("jacquard-loop +\\d.*\n +jdk +\\d")
        .containsSubsequence("oneShot", "ns/op", "bytes/op");
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
