package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunsTest {
  private static final Result CORE = result("core", "W1");
  private static final Result HTTP = result("http", "plaintext");
  private static final Run RUN =
      new Run(
          "2026-11-24T10:00:00Z",
          "abc123",
          Machine.here(),
          Effort.FULL,
          List.of(CORE, HTTP),
          List.of("core 1/5 W2 jox: timed out"));

  @TempDir Path folder;

  @Test
  void keep_runOfTwoSuites_writesAFileForEach() throws Exception {
    KeptRuns kept = new KeptRuns(folder.resolve("results"));

    assertThat(kept.keep(RUN))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("2026-11-24-abc123-core.json", "2026-11-24-abc123-http.json");
    assertThat(kept.files()).hasSize(2);
    Run core = Run.read(kept.files().getFirst());
    assertThat(core.results()).containsExactly(CORE);
    assertThat(core.failures()).containsExactlyElementsOf(RUN.failures());
    Run http = Run.read(kept.files().getLast());
    assertThat(http.results()).containsExactly(HTTP);
    assertThat(http.failures()).isEmpty();
  }

  @Test
  void keep_sameNameAgain_overwritesNothing() throws Exception {
    KeptRuns kept = new KeptRuns(folder);
    kept.keep(RUN);

    assertThat(kept.keep(RUN))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("2026-11-24-abc123-core-2.json", "2026-11-24-abc123-http-2.json");
    assertThat(kept.files()).hasSize(4);
  }

  @Test
  void files_noFolder_areNone() throws Exception {
    assertThat(new KeptRuns(folder.resolve("none")).files()).isEmpty();
  }

  private static Result result(String suite, String workload) {
    return new Result(suite, workload, "jdk", "1", 2, "ns/op", new Spread(2, 1, 3), 5, 0);
  }
}
