package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./jacquard run --watch}. */
final class WatchTest {

  private static final String PROGRAM =
      """
      import jacquard.process.*;

      void main() throws Exception {
        Shutdown.expect();
        System.out.println("%s began");
        Shutdown.await();
        System.out.println("%1$s drained");
      }
      """;

  @TempDir Path folder;

  @Test
  void watch_change_restartsAndErrorLeavesTheOneThatRuns() throws Exception {
    Path file = write(PROGRAM.formatted("one"));
    try (Child child = Command.start("run", "--watch", file.toString())) {
      child.awaitOut("one began");
      write(PROGRAM.formatted("two"));
      child.awaitOut("two began");
      assertThat(child.err()).contains("restarting: prog.java changed\n");
      assertThat(child.out()).contains("one drained\n");

      write("void main() { nonsense }");
      assertThat(child.awaitErr("prog.java:1")).isEqualTo("error: " + file + ":1: not a statement");
      child.awaitErr("the version before goes on; waiting for a change");
      write(PROGRAM.formatted("three"));
      child.awaitOut("three began");
      assertThat(child.out()).contains("two drained\n");

      child.terminate();
      assertThat(child.awaitEnd()).isZero();
      assertThat(child.out()).endsWith("three drained\n");
    }
  }

  @Test
  void watch_errorAtFirst_waitsForAChange() throws Exception {
    Path file = write("void main() { nonsense }");
    try (Child child = Command.start("run", "--watch", file.toString())) {
      child.awaitErr("waiting for a change");
      write(PROGRAM.formatted("one"));
      child.awaitOut("one began");
      child.terminate();
      assertThat(child.awaitEnd()).isZero();
    }
  }

  @Test
  void watch_noSuchFile_isAMistake() throws Exception {
    try (Child child = Command.start("run", "--watch", "examples/helo.java")) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.err())
          .isEqualTo("error: no file examples/helo.java\n  did you mean examples/hello.java?\n");
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("prog.java"), text);
  }
}
