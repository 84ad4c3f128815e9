package jacquard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream report = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @Test
  void run_list_namesEveryWorkloadAndSubject() throws Exception {
    assertThat(run("--list")).isZero();
    assertThat(report.toString(UTF_8))
        .contains("W1", "W2", "W10", "W11", "plaintext", "pipelined", "json", "echo", "sleep")
        .contains("jacquard-loop", "jacquard-default")
        .contains("jdk", "jdk-structured", "jox", "jox-structured", "kotlin")
        .contains("tokio", "tokio-mimalloc", "smol", "go")
        .contains("hyper", "netty", "helidon", "go", "node");
  }

  @Test
  void run_unknownName_isUsageErrorWithTheKnownNames() throws Exception {
    assertThat(run("--suite", "http", "--only", "nety")).isEqualTo(2);
    assertThat(progress.toString(UTF_8))
        .contains(
            "error: --only knows no 'nety'; it knows plaintext, plaintext-256, pipelined, json, ")
        .contains("  try: bench/run --help");
  }

  @Test
  void run_help_printsUsage() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(report.toString(UTF_8)).isEqualTo(Options.USAGE);
  }

  @Test
  void head_quickLook_saysThatItIsNotToBeQuoted() {
    assertThat(Main.head(Run.beginning(Effort.QUICK.withRounds(9))))
        .last()
        .asString()
        .endsWith("not to be quoted");
    assertThat(Main.head(Run.beginning(Effort.FULL))).hasSize(1);
  }

  @Test
  void before_aLookAndARunInFull_areNotCompared() throws Exception {
    Path quick = written("quick.json", Effort.QUICK.withRounds(5));
    Path full = written("full.json", Effort.FULL);

    assertThat(Main.before(options("--quick", "--compare", quick.toString()))).isNotNull();
    assertThat(Main.before(options("--rounds", "5", "--compare", full.toString()))).isNotNull();
    assertThatThrownBy(() -> Main.before(options("--compare", quick.toString())))
        .isInstanceOf(Options.UsageException.class)
        .hasMessage(
            "--compare: of this run and %s one is --quick, whose compilers have not finished",
            quick);
    assertThatThrownBy(() -> Main.before(options("--quick", "--compare", full.toString())))
        .isInstanceOf(Options.UsageException.class)
        .hasMessageContaining("full.json one is --quick");
  }

  private Path written(String name, Effort effort) throws Exception {
    Path file = folder.resolve(name);
    Run.beginning(effort).write(file);
    return file;
  }

  private static Options options(String... arguments) throws Exception {
    return Options.parse(arguments, List.of("core"));
  }

  private int run(String... arguments) throws InterruptedException {
    return Main.run(
        arguments,
        new Console(new PrintStream(report, true, UTF_8), new PrintStream(progress, true, UTF_8)));
  }
}
