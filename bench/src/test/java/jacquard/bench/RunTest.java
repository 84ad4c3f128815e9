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
    Run run = Run.beginning(Effort.QUICK).with(List.of(figure));
    Path file = folder.resolve("new/run.json");

    run.write(file);

    assertThat(Run.read(file)).isEqualTo(run);
    assertThat(run.results()).hasSize(1);
    assertThat(run.machine().cores()).isPositive();
  }

  @Test
  void read_somethingElse_namesTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.json"), "[1, 2");

    assertThatThrownBy(() -> Run.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " holds no run: ");
  }
}
