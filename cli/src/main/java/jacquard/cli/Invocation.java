package jacquard.cli;

import java.util.List;

/** What the command line asks for. The script {@code jacquard} answers {@code --help} itself. */
sealed interface Invocation {

  /**
   * Run a one-file program.
   *
   * @param watch whether to start it again when it changes
   * @param file the program, as typed
   * @param arguments the program's own
   */
  record Run(boolean watch, String file, List<String> arguments) implements Invocation {

    /** What the user typed to get this, without the options of run. */
    String commandLine(String command) {
      String line = command + " run " + file;
      return arguments.isEmpty() ? line : line + " " + String.join(" ", arguments);
    }
  }

  /** Print the versions. */
  record Version() implements Invocation {}

  /** Reads the command line that {@code command} was given. */
  static Invocation parse(List<String> words, String command) throws Mistake {
    if (words.isEmpty()) {
      throw Mistake.usage("no command given", "see " + command + " --help");
    }
    String first = words.getFirst();
    return switch (first) {
      case "--version" -> new Version();
      case "run" -> parseRun(words.subList(1, words.size()), command);
      default -> throw unknown(first, command);
    };
  }

  private static Run parseRun(List<String> words, String command) throws Mistake {
    boolean watch = false;
    int next = 0;
    while (next < words.size() && words.get(next).startsWith("-")) {
      String option = words.get(next);
      if (!option.equals("--watch")) {
        throw Mistake.usage(
            "no option " + option + " of run", didYouMean(List.of("--watch"), option));
      }
      watch = true;
      next++;
    }
    if (next == words.size()) {
      throw Mistake.usage(
          "run needs the file of a program", "try: " + command + " run examples/hello.java");
    }
    return new Run(watch, words.get(next), List.copyOf(words.subList(next + 1, words.size())));
  }

  private static Mistake unknown(String word, String command) {
    if (word.startsWith("-")) {
      return Mistake.usage("no option " + word, didYouMean(List.of("--help", "--version"), word));
    }
    if (word.endsWith(".java")) {
      return Mistake.usage("no command " + word, "did you mean " + command + " run " + word + "?");
    }
    return Mistake.usage("no command " + word, didYouMean(List.of("run"), word));
  }

  private static String didYouMean(List<String> candidates, String wrong) {
    return Nearest.among(candidates, wrong)
        .map(candidate -> "did you mean " + candidate + "?")
        .orElse("there are: " + String.join(", ", candidates));
  }
}
