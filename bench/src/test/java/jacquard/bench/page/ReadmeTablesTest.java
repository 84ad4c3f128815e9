package jacquard.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Home;
import jacquard.bench.KeptRuns;
import jacquard.bench.Main;
import jacquard.bench.Result;
import jacquard.bench.Run;
import jacquard.bench.Spread;
import jacquard.bench.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTablesTest {
  private static final List<Suite> SUITES = Main.suites(2);

  @Test
  void tables_ofSomeFigures_haveARowForEachWorkloadThatIsMeasured() {
    List<Section> sections =
        Runs.sections(
            Runs.core("W1", "jacquard-loop", 234.6),
            Runs.core("W1", "jdk", 1_000),
            Runs.core("W1", "tokio-mimalloc", 234.5),
            Runs.core("W2", "jacquard-loop", 100),
            Runs.core("W2", "jacquard-handlers", 50),
            Runs.core("W2", "jox", 2_345),
            Runs.core("W2", "tokio-mimalloc", 25),
            Runs.http("json", "jacquard-loop", 400_000),
            Runs.http("json", "hyper", 800_000),
            start("jacquard-loop", 12_345),
            start("node", 12_345));

    assertThat(String.join("", new ReadmeTables(sections).tables()).lines())
        .contains(
            "| W1 spawn + join | 235 ns | 4.3 | – | – | – | 1.00 |",
            "| W2 ping-pong, rendezvous | 100 ns | – | 23 | – | – | 0.25 |",
            "| W2 with handlers | 50 ns | – | – | – | – | 0.50 |",
            "| JSON | 2.5 µs | 0.50 | – | – | – | – | – | – |",
            "| start to first answer | 12,345 ms | – | – | – | – | – | – | 1.0 |")
        .hasSize(2 * 2 + 5);
  }

  /** Who keeps another run renews the README: {@code bench/report --readme} prints what it says. */
  @Test
  void theReadme_figures_areThoseOfTheKeptRuns() throws Exception {
    String readme = Files.readString(Home.resolve("../README.md"));
    List<Section> sections = kept();
    List<Goal> goals = Goal.each(Files.readAllLines(Home.resolve("goals.txt")), SUITES);

    assertThat(readme)
        .as("README.md is stale, paste what this prints: bench/report --readme")
        .contains(new ReadmeTables(sections).tables())
        .contains(GoalsPart.of(goals, sections).summary());
  }

  private static List<Section> kept() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Path file : KeptRuns.here().files()) {
      runs.add(Run.read(file));
    }
    return new Sections(SUITES).of(runs);
  }

  private static Result start(String subject, double millis) {
    return Runs.result("http", "start", subject, "ms", new Spread(millis, millis, millis));
  }
}
