package jacquard.bench.page;

import jacquard.bench.Home;
import jacquard.bench.KeptRuns;
import jacquard.bench.Run;
import jacquard.bench.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The command {@code bench/report}. */
public final class Main {
  static final String USAGE =
      """
      usage: bench/report [FILES...] [--out DIR | --readme]

      Writes one page, DIR/index.html, of runs that bench/run wrote. Each workload is shown as the newest of
      these runs measured it.

        FILES     what bench/run --json or --keep wrote (all in bench/results)
        --out     folder of the page (bench/target/report)
        --readme  print the tables of the project's README, and how many goals are met, instead
      """;

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE_MISTAKE = 2;

  private final PrintStream out;
  private final PrintStream errors;

  Main(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  /** Runs the command and exits: 0, 1 when there is nothing to show, 2 for a wrong command line. */
  public static void main(String[] arguments) {
    System.exit(new Main(System.out, System.err).run(arguments));
  }

  int run(String... arguments) {
    if (Stream.of(arguments).anyMatch(Set.of("--help", "-h")::contains)) {
      out.print(USAGE);
      return OK;
    }
    List<Path> files = new ArrayList<>();
    Optional<Path> folder = Optional.empty();
    boolean readme = false;
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals("--out") && rest.hasNext()) {
        folder = Optional.of(Path.of(rest.next()));
      } else if (word.equals("--readme")) {
        readme = true;
      } else if (word.startsWith("-")) {
        return mistake(word.equals("--out") ? "--out needs a value" : "no option '" + word + "'");
      } else {
        files.add(Path.of(word));
      }
    }
    if (readme && folder.isPresent()) {
      return mistake("--readme writes no page: no --out");
    }
    Path page = folder.orElseGet(() -> Home.resolve("target/report"));
    return report(files, readme ? Optional.empty() : Optional.of(page));
  }

  private int mistake(String what) {
    errors.println("error: " + what);
    errors.println("  try: bench/report --help");
    return USAGE_MISTAKE;
  }

  /** Writes the page into a folder, or prints what is for the README. */
  private int report(List<Path> named, Optional<Path> folder) {
    try {
      List<Path> files = named.isEmpty() ? KeptRuns.here().files() : named;
      List<Run> runs = new ArrayList<>();
      for (Path file : files) {
        runs.add(Run.read(file));
      }
      List<Suite> suites = jacquard.bench.Main.suites(1);
      List<Section> sections = new Sections(suites).of(runs);
      if (sections.isEmpty()) {
        errors.println("error: no figure in " + (named.isEmpty() ? "bench/results" : named));
        errors.println("  try: bench/run --keep, or name files of bench/run --json");
        return FAILED;
      }
      List<Goal> goals = Goal.each(Files.readAllLines(Home.resolve("goals.txt")), suites);
      if (folder.isPresent()) {
        write(new Page(sections, subjects(), goals), folder.get());
      } else {
        new ReadmeTables(sections).tables().forEach(out::println);
        out.println(GoalsPart.of(goals, sections).summary());
      }
      return OK;
    } catch (NoSuchFileException missing) {
      errors.println("error: there is no file " + missing.getMessage());
    } catch (IOException failure) {
      errors.println("error: " + failure.getMessage());
    }
    return FAILED;
  }

  private void write(Page page, Path folder) throws IOException {
    Path file = folder.resolve("index.html");
    Files.createDirectories(folder);
    Files.writeString(file, page.html());
    out.println(file);
  }

  private static Subjects subjects() throws IOException {
    return Subjects.parse(Files.readAllLines(Home.resolve("SUBJECTS.md")));
  }
}
