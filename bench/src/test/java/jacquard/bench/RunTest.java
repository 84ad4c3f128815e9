package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @TempDir Path folder;

  @Test
  void read_whatWasWritten_isTheSameRun() throws Exception {
    Result figure =
        new Result("core", "W1", "jdk \"25\"", "1", 2, "ns/op", new Spread(2, 1, 3), 5, 1);
    Run run = Run.beginning(Effort.QUICK).with(List.of(figure), List.of("core W1 jox: failed"));
    Path file = folder.resolve("new/run.json");

    run.write(file);

    assertThat(Run.read(file)).isEqualTo(run);
    assertThat(run.results()).hasSize(1);
    assertThat(run.machine().cores()).isPositive();
  }

  @Test
  void read_fileOfBeforeRoundsAndFailuresWereKept_hasNone() throws Exception {
    String old =
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
    Run run = Run.read(Files.writeString(folder.resolve("old.json"), old));

    assertThat(run.results())
        .containsExactly(
            new Result("core", "W1", "jdk", "1", 2, "ns/op", new Spread(2, 1, 3), 5, 1));
    assertThat(run.failures()).isEmpty();
  }

  @Test
  void read_somethingElse_namesTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.json"), "[1, 2");

    assertThatThrownBy(() -> Run.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " holds no run: ");
  }
}
