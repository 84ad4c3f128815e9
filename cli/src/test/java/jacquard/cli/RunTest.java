package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./jacquard run} says and how it exits, right or wrong. */
final class RunTest {

  private static final String BANNER =
      "jacquard \\d+\\.\\d+\\.\\d+ · JDK \\d+(\\.\\d+)* · (loop|default) engine, \\d+ workers?\n";

  @TempDir Path folder;

  @Test
  void run_program_printsBannerAndPassesArguments() throws Exception {
    Path file = program("void main(String[] args) { System.out.println(List.of(args)); }");
    try (Child child = Command.start("run", file.toString(), "a", "--watch")) {
      assertThat(child.awaitEnd()).isZero();
      assertThat(child.out()).isEqualTo("[a, --watch]\n");
      assertThat(child.err()).matches(BANNER);
    }
  }

  @Test
  void run_exceptionNotCaught_showsItsOwnFramesOnly() throws Exception {
    Path file =
        program(
            """
            void main() throws IOException {
              new Exception("shown").printStackTrace(System.out);
              fail();
            }

            void fail() throws IOException {
              throw new IOException("disk full");
            }
            """);
    try (Child child = Command.start("run", file.toString())) {
      assertThat(child.awaitEnd()).isOne();
      assertThat(child.err().replaceFirst(BANNER, ""))
          .isEqualTo(
              """
              Exception in thread "main" java.io.IOException: disk full
              \tat prog.fail(prog.java:7)
              \tat prog.main(prog.java:3)
              """);
      assertThat(child.out()).contains("prog.main(prog.java:2)").doesNotContain("jacquard");
    }
  }

  /** Threads may have ended anywhere then: a supervisor had better start it anew. */
  @Test
  void run_heapExhausted_endsTheProcess() throws Exception {
    Path file =
        program(
            """
            void main() throws Exception {
              var kept = new ArrayList<byte[]>();
              Thread.ofVirtual().start(() -> { while (true) kept.add(new byte[1 << 20]); });
              Thread.sleep(Duration.ofMinutes(5));
            }
            """);
    Map<String, String> small = Map.of("JACQUARD_JAVA_OPTIONS", "-Xmx64m");
    try (Child child = Command.start(small, "run", file.toString())) {
      assertThat(child.awaitEnd()).isEqualTo(3);
    }
  }

  @Test
  void run_compileError_isOneMessage() throws Exception {
    Path file =
        program(
            """
            import module jacquard.http;

            void main() throws Exception {
            \tint n = reqest.length();
            }
            """);
    try (Child child = Command.start("run", file.toString())) {
      assertThat(child.awaitEnd()).isOne();
      assertThat(child.err())
          .isEqualTo(
              "error: "
                  + file
                  + ":4: cannot find symbol: variable reqest\n"
                  + "  int n = reqest.length();\n"
                  + "          ^\n");
    }
  }

  @Test
  void run_changedProgram_isCompiledAnew() throws Exception {
    Path file = program("void main() { System.out.println(\"one\"); }");
    assertThat(output(file)).isEqualTo("one\n");
    assertThat(output(file)).isEqualTo("one\n");
    program("void main() { System.out.println(\"two\"); }");
    assertThat(output(file)).isEqualTo("two\n");
  }

  @Test
  void run_classBesideProgram_isCompiledWithItAndAgainWhenChanged() throws Exception {
    Path file = program("void main() { System.out.println(Beside.NAME); }");
    Path beside = folder.resolve("Beside.java");
    Files.writeString(beside, "class Beside { static String NAME = \"one\"; }");
    assertThat(output(file)).isEqualTo("one\n");
    Files.writeString(beside, "class Beside { static String NAME = \"two\"; }");
    assertThat(output(file)).isEqualTo("two\n");
  }

  @Test
  void run_noSuchFile_proposesOneThatIsThere() throws Exception {
    assertMistake(
        "error: no file exmaples/hello.java\n  did you mean examples/hello.java?\n",
        "run",
        "exmaples/hello.java");
    assertMistake("error: no file somewhere/else.java\n", "run", "somewhere/else.java");
  }

  @Test
  void run_folderOrOtherFile_saysSo() throws Exception {
    assertMistake(
        "error: examples is a folder\n  name the program: examples/NAME.java\n", "run", "examples");
    assertMistake(
        "error: pom.xml is not a Java program\n  its name would end in .java\n", "run", "pom.xml");
  }

  @Test
  void run_unknownEngineAskedFor_saysWhichThereAre() throws Exception {
    Map<String, String> wrong = Map.of("JACQUARD_JAVA_OPTIONS", "-Djacquard.engine=warp");
    try (Child child = Command.start(wrong, "run", "examples/bank.java")) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.err())
          .isEqualTo(
              """
              error: no engine is called 'warp' (-Djacquard.engine); there are [loop, default]
                try: JACQUARD_JAVA_OPTIONS=-Djacquard.engine=default ./jacquard run \
              examples/bank.java
              """);
    }
  }

  @Test
  void run_noMain_saysSo() throws Exception {
    Path file = program("class Empty {}");
    try (Child child = Command.start("run", file.toString())) {
      assertThat(child.awaitEnd()).isOne();
      assertThat(child.err())
          .isEqualTo("error: " + file + " has no main method\n  write void main() { … } in it\n");
    }
  }

  @Test
  void noCommand_isUsageAndExitCode2() throws Exception {
    try (Child child = Command.start()) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.err()).startsWith("usage: jacquard run [--watch] FILE");
    }
  }

  @Test
  void help_isUsageOnStandardOutput() throws Exception {
    try (Child child = Command.start("--help")) {
      assertThat(child.awaitEnd()).isZero();
      assertThat(child.out()).startsWith("usage: jacquard run [--watch] FILE");
    }
  }

  @Test
  void version_namesBoth() throws Exception {
    try (Child child = Command.start("--version")) {
      assertThat(child.awaitEnd()).isZero();
      assertThat(child.out()).matches("jacquard \\d+\\.\\d+\\.\\d+ · JDK 25.*\n");
    }
  }

  @Test
  void unknownCommandOrOption_isNamed() throws Exception {
    assertMistake("error: no command rnu\n  did you mean run?\n", "rnu", "examples/hello.java");
    assertMistake("error: no option --wtach of run\n  did you mean --watch?\n", "run", "--wtach");
  }

  @Test
  void run_noJdk_isSaidInTwoLines() throws Exception {
    Map<String, String> nowhere =
        Map.of(
            "JAVA_HOME", "",
            "PATH", pathWithoutJava(),
            "HOME", folder.toString(),
            "SDKMAN_DIR", folder.toString(),
            "JACQUARD_JDK_ROOT", folder.toString(),
            "XDG_CACHE_HOME", folder.toString(),
            "JACQUARD_JDK_FETCH", "never");
    try (Child child = Command.start(nowhere, "run", "examples/hello.java")) {
      assertThat(child.awaitEnd()).isOne();
      assertThat(child.err().lines()).hasSize(2).first().asString().contains("no JDK 25");
    }
  }

  @Test
  void run_cacheCanNotBeWritten_runsAllTheSame() throws Exception {
    Path file = program("void main() { System.out.println(\"here\"); }");
    Path plainFile = Files.createFile(folder.resolve("cache"));
    try (Child child =
        Command.start(Map.of("XDG_CACHE_HOME", plainFile.toString()), "run", file.toString())) {
      assertThat(child.awaitEnd()).isZero();
      assertThat(child.out()).isEqualTo("here\n");
      assertThat(child.err()).matches(BANNER);
    }
  }

  @Test
  void run_keptClassesAreBroken_compilesAnew() throws Exception {
    Path file = program("void main() { System.out.println(\"anew\"); }");
    Map<String, String> cache =
        Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString(), "JACQUARD_AOT", "never");
    for (String broken : List.of("none", "index", "classes/prog.class")) {
      try (Stream<Path> kept = Files.walk(folder)) {
        for (Path part : kept.filter(path -> path.endsWith(broken)).toList()) {
          Files.delete(part);
          if (broken.equals("index")) {
            Files.createFile(part);
          }
        }
      }
      try (Child child = Command.start(cache, "run", file.toString())) {
        assertThat(child.awaitEnd()).as("after %s", broken).isZero();
        assertThat(child.out()).isEqualTo("anew\n");
      }
    }
  }

  /** The tools that the script needs, and nothing else. */
  private String pathWithoutJava() throws IOException {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("bash", "sh", "env", "dirname", "readlink", "sed", "uname", "tr")) {
      for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
        Path file = Path.of(place, tool);
        if (Files.isExecutable(file) && Files.notExists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), file);
        }
      }
    }
    return tools.toString();
  }

  private Path program(String text) throws IOException {
    return Files.writeString(folder.resolve("prog.java"), text);
  }

  private static String output(Path file) throws InterruptedException {
    try (Child child = Command.start("run", file.toString())) {
      assertThat(child.awaitEnd()).as(child.err()).isZero();
      return child.out();
    }
  }

  private static void assertMistake(String text, String... words) throws InterruptedException {
    try (Child child = Command.start(words)) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.err()).isEqualTo(text);
      assertThat(child.out()).isEmpty();
    }
  }

  @Test
  void run_pipe_isRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe.java");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (Child child = Command.start("run", pipe.toString())) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.err())
          .isEqualTo(
              "error: " + pipe + " is not a file but a pipe or a device\n  copy it into a file\n");
    }
  }

  @Test
  void run_hugeFile_isRefusedUnread() throws Exception {
    Path huge = folder.resolve("huge.java");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(1L << 40); // Sparse: it takes no room.
    }
    try (Child child = Command.start("run", huge.toString())) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.err())
          .isEqualTo(
              "error: "
                  + huge
                  + " is too large for a program: 1048576 MiB\n"
                  + "  a program has at most 16 MiB\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", ""})
  void run_nameOfOtherLetters_needsNoLocale(String locale) throws Exception {
    Path ascii = program("void main(String[] args) { System.out.println(args[0]); }");
    // The JVM of a test may have no locale either: a shell makes the letter.
    String run =
        """
        letter=$(printf '\\303\\274')
        cp '%1$s' '%2$s/gr'$letter'n.java'
        exec ./jacquard run '%2$s/gr'$letter'n.java' $letter
        """
            .formatted(ascii, folder);
    try (Child child =
        Command.startProcess(
            Map.of("LC_ALL", locale, "LC_CTYPE", "", "LANG", ""),
            Command.CLONE,
            List.of("sh", "-c", run))) {
      assertThat(child.awaitEnd()).as(child.err()).isZero();
      assertThat(child.out()).isEqualTo("ü\n");
    }
  }

  @Test
  void run_firstOfAll_makesItsCacheForThisUserAlone() throws Exception {
    Path file = program("void main() {}");
    Path cache = folder.resolve("cache");
    for (String prepared : List.of("never", "")) {
      Path own = cache.resolve("own" + prepared);
      List<String> run = List.of("sh", "-c", "umask 000; exec ./jacquard run " + file);
      Map<String, String> variables =
          Map.of("XDG_CACHE_HOME", own.toString(), "JACQUARD_AOT", prepared);
      try (Child child = Command.startProcess(variables, Command.CLONE, run)) {
        assertThat(child.awaitEnd()).as(child.err()).isZero();
      }
      assertThat(Files.getPosixFilePermissions(own.resolve("jacquard")))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }
}
