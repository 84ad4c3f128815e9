package jacquard.verify.storms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One crowd in a JVM of its own, as what is compiled when is what it is about. */
record Trial(String engine, Crowd crowd, Before before, Size size) {

  private static final int LAST_WORDS_MAX = 3;

  /** What the JVM has run, and compiled for, before the first task waits. */
  enum Before {
    NOTHING("at the start"),
    BUSY("after tasks that never waited"),
    VALUES("after tasks that returned values");

    private final String words;

    Before(String words) {
      this.words = words;
    }
  }

  /**
   * How large a trial is.
   *
   * @param tasks how many wait at once
   * @param rounds how often they do
   * @param options of the JVM
   */
  record Size(int tasks, int rounds, List<String> options) {

    private static final int WAITS_OF_A_TRAP = 10;

    /** A storm has more deoptimizations than this. */
    int trapsMax() {
      return tasks / WAITS_OF_A_TRAP;
    }
  }

  /** Each crowd on {@code engine}, in each state of the JVM. */
  static List<Trial> all(String engine, Size size) {
    List<Trial> trials = new ArrayList<>();
    for (Crowd crowd : Crowd.all()) {
      for (Before before : Before.values()) {
        trials.add(new Trial(engine, crowd, before, size));
      }
    }
    return trials;
  }

  /** The one that must storm. */
  static Trial twin(String engine, Size size) {
    return new Trial(engine, Crowd.twin(), Before.NOTHING, size);
  }

  String name() {
    return "%s engine, %s, %s".formatted(engine, crowd.name(), before.words);
  }

  Outcome run() throws IOException, InterruptedException {
    // In a file: the log is read meanwhile, and a process would stop at a pipe that nobody reads.
    Path errors = Files.createTempFile("jacquard-storms", ".err");
    try {
      return run(errors);
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private Outcome run(Path errors) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command()).redirectError(errors.toFile()).start();
    try {
      Traps traps = Traps.of(process.inputReader(StandardCharsets.US_ASCII));
      int status = process.waitFor();
      return Outcome.of(status, traps, lastWords(errors));
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(size.options);
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "-Xlog:disable",
            "-Xlog:deoptimization=debug:stdout:none",
            "-cp",
            System.getProperty("java.class.path"),
            Crowded.class.getName(),
            engine,
            crowd.name(),
            Integer.toString(size.tasks),
            Integer.toString(size.rounds),
            before.name()));
    return words;
  }

  /** The last lines on its standard error, without the frames of stack traces. */
  private static String lastWords(Path errors) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(errors), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
            .toList();
    return String.join(
        " | ", lines.subList(Math.max(0, lines.size() - LAST_WORDS_MAX), lines.size()));
  }
}
