package jacquard.bench.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void run_fileOfARun_writesThePage() throws Exception {
    Path run = Files.writeString(folder.resolve("run.json"), RUN);

    assertThat(run(run.toString(), "--out", folder.resolve("page").toString())).isZero();
    Path page = folder.resolve("page/index.html");
    assertThat(out.toString(UTF_8)).isEqualTo(page + "\n");
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("id=\"core-W1-2\"");
  }

  /** The project's README links to the page: it says what runs, goals and texts say now. */
  @Test
  void run_theKeptRuns_writesThePageThatIsBesideThem() throws Exception {
    assertThat(run("--out", folder.toString())).isZero();

    assertThat(Files.mismatch(folder.resolve("index.html"), Home.resolve("results/index.html")))
        .as("bench/results/index.html is stale, renew it: bench/report --out bench/results")
        .isEqualTo(-1);
  }

  @Test
  void run_readme_printsTheTablesAndTheSentenceOnTheGoals() throws Exception {
    Path run =
        Files.writeString(
            folder.resolve("run.json"),
            RUN.replace("\"subject\" : \"jdk\"", "\"subject\" : \"jacquard-loop\""));

    assertThat(run(run.toString(), "--readme")).isZero();
    assertThat(out.toString(UTF_8))
        .startsWith("| core, 2 workers | Jacquard |")
        .containsSubsequence(
            "| W1 spawn + join | 2.0 ns |",
            "| HTTP/1.1, server on one core | Jacquard |",
            "Of ",
            " not measured.\n");
  }

  @Test
  void run_fileWithoutFigures_isAnError() throws Exception {
    Path run =
        Files.writeString(
            folder.resolve("run.json"), RUN.replaceAll("(?s)\"results\".*", "\"results\" : [] }"));

    assertThat(run(run.toString())).isEqualTo(1);
    assertThat(errors.toString(UTF_8)).contains("error: no figure in ").contains("  try: ");
  }

  @Test
  void run_missingFile_isNamed() {
    assertThat(run("none.json")).isEqualTo(1);
    assertThat(errors.toString(UTF_8)).contains("error: there is no file none.json");
  }

  @Test
  void run_wrongOption_isUsageError() {
    assertThat(run("--fast")).isEqualTo(2);
    assertThat(run("--out")).isEqualTo(2);
    assertThat(run("--readme", "--out", "page")).isEqualTo(2);
    assertThat(errors.toString(UTF_8))
        .contains("error: no option '--fast'", "error: --out needs a value")
        .contains("error: --readme writes no page: no --out");
  }

  @Test
  void run_help_printsUsage() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(Main.USAGE);
  }

  private int run(String... arguments) {
    return new Main(new PrintStream(out, true, UTF_8), new PrintStream(errors, true, UTF_8))
        .run(arguments);
  }

  private static final String RUN =
      """
      {
        "begun" : "2026-11-20T10:00:00Z", "commit" : "abc",
        "machine" : { "cores" : 2, "cpu" : "x", "system" : "Linux", "jdk" : "JDK 25" },
        "effort" : { "rounds" : 5, "attempts" : 3, "warmupMillis" : 6000, "measureMillis" : 3000,
          "windowSeconds" : 3, "shrink" : 1 },
        "results" : [ {
          "suite" : "core", "workload" : "W1", "subject" : "jdk", "version" : "1", "workers" : 2,
          "unit" : "ns/op", "spread" : { "median" : 2.0, "min" : 1.0, "max" : 3.0 },
          "rounds" : 5, "noisyRounds" : 1 } ]
      }
      """;
}
