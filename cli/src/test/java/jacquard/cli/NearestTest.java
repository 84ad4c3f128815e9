package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "run, run, 0",
    "rnu, run, 1",
    "rn, run, 1",
    "ruun, run, 1",
    "fun, run, 1",
    "'', run, 3",
    "exmaples, examples, 1",
    "abcdef, fedcba, 5"
  })
  void distance_countsSlips(String from, String to, int distance) {
    assertThat(Nearest.distance(from, to)).isEqualTo(distance);
    assertThat(Nearest.distance(to, from)).isEqualTo(distance);
  }

  @Test
  void among_nothingNear_isEmpty() {
    assertThat(Nearest.among(List.of("run", "--help"), "serve")).isEmpty();
  }

  @Test
  void among_severalNear_isTheNearest() {
    assertThat(Nearest.among(List.of("hallo.java", "hello.java"), "helo.java"))
        .contains("hello.java");
  }

  @Test
  void path_slipsInFolderAndFile_areBothMended(@TempDir Path folder) throws IOException {
    Path examples = Files.createDirectory(folder.resolve("examples"));
    Path hello = Files.createFile(examples.resolve("hello.java"));
    assertThat(Nearest.path(folder.resolve("exmaples").resolve("helo.java"))).contains(hello);
    assertThat(Nearest.path(folder.resolve("examples").resolve("something.java"))).isEmpty();
  }
}
