package jacquard.bench;

import jacquard.bench.core.CoreSuite;
import jacquard.bench.http.HttpSuite;
import jacquard.bench.micro.MicroSuite;
import jacquard.bench.profile.Profile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command {@code bench/run}. */
public final class Main {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int SLOWER = 3;

  private static final List<String> SUITES = List.of("core", "http", "growth", "micro");

  private Main() {}

  /**
   * Runs the command and exits: 0, 1 when a measurement failed, 2 for a wrong command line, 3 when
   * slower.
   */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments, new Console(System.out, System.err)));
  }

  /** All suites, in the order of the report; the tasks of some run on so many threads. */
  public static List<Suite> suites(int workers) {
    return suites(workers, Optional.empty(), false);
  }

  private static List<Suite> suites(int workers, Optional<Profile> profile, boolean roundsAsked) {
    return List.of(
        CoreSuite.whole(workers, profile),
        new HttpSuite(profile, roundsAsked),
        CoreSuite.growth(profile, roundsAsked),
        new MicroSuite());
  }

  static int run(String[] arguments, Console console) throws InterruptedException {
    if (Stream.of(arguments).anyMatch(Set.of("--help", "-h")::contains)) {
      console.report().print(Options.USAGE);
      return OK;
    }
    try {
      Options options = Options.parse(arguments, SUITES);
      Optional<Profile> profile =
          options.profile() ? Optional.of(Profile.ofTheBench()) : Optional.empty();
      List<Suite> suites =
          suites(options.workers(), profile, options.roundsAsked()).stream()
              .filter(suite -> options.suites().contains(suite.name()))
              .toList();
      checkNames(options.only(), suites);
      if (options.list()) {
        suites.forEach(suite -> list(suite, console));
        return OK;
      }
      return measure(suites, options, before(options), console);
    } catch (Options.UsageException mistake) {
      console.progress("error: " + mistake.getMessage());
      console.progress("  try: bench/run --help");
      return USAGE;
    }
  }

  private static void checkNames(Set<String> only, List<Suite> suites)
      throws Options.UsageException {
    Set<String> known =
        suites.stream()
            .flatMap(suite -> Stream.concat(suite.workloads().stream(), suite.subjects().stream()))
            .map(Suite.Entry::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String name : only) {
      if (!known.contains(name)) {
        throw new Options.UsageException(
            "--only knows no '" + name + "'; it knows " + String.join(", ", known));
      }
    }
  }

  private static void list(Suite suite, Console console) {
    console.line(suite.name());
    console.line("  workloads");
    suite.workloads().forEach(entry -> console.line(row(entry)));
    console.line("  subjects");
    suite.subjects().forEach(entry -> console.line(row(entry)));
  }

  private static String row(Suite.Entry entry) {
    return String.format("    %-16s %s", entry.name(), entry.text());
  }

  private static int measure(
      List<Suite> suites, Options options, @Nullable Run before, Console console)
      throws InterruptedException {
    Run begun = Run.beginning(options.effort());
    head(begun).forEach(console::line);
    List<Result> results = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Suite suite : suites) {
      Suite.Selection selection = Choice.of(suite, options);
      if (selection.workloads().isEmpty() || selection.subjects().isEmpty()) {
        continue;
      }
      Choice.leftOut(suite, selection, options).ifPresent(console::line);
      Suite.Outcome outcome = suite.run(selection, options.effort(), console);
      if (!options.profile()) {
        new Report(suite, outcome.results()).lines().forEach(console::line);
        results.addAll(outcome.results());
      }
      failures.addAll(outcome.failures());
    }
    Run run = begun.with(results, failures);
    boolean written = write(run, options, console);
    failures.forEach(failure -> console.line("failed: " + failure));
    if (!failures.isEmpty() || !written) {
      return FAILED;
    }
    return before == null ? OK : compare(before, run, suites, console);
  }

  /** The first lines of a report. */
  static List<String> head(Run begun) {
    String where = begun.machine() + " · commit " + begun.commit();
    return begun.effort().forALook()
        ? List.of(where, "a quick look: little work, compilers not finished; not to be quoted")
        : List.of(where);
  }

  private static int compare(Run before, Run now, List<Suite> suites, Console console) {
    Changes changes = Changes.between(before, now, suites);
    console.line("");
    console.line("since " + before.begun() + ", commit " + before.commit() + ":");
    changes.lines().forEach(console::line);
    return changes.anySlower() ? SLOWER : OK;
  }

  /** The older run to compare with, read before anything is measured: a bad file ends the run. */
  static @Nullable Run before(Options options) throws Options.UsageException {
    if (options.compare() == null) {
      return null;
    }
    try {
      Run before = Run.read(options.compare());
      if (before.effort().forALook() != options.effort().forALook()) {
        throw new Options.UsageException(
            "--compare: of this run and "
                + options.compare()
                + " one is --quick, whose compilers have not finished");
      }
      return before;
    } catch (NoSuchFileException _) {
      throw new Options.UsageException("--compare: there is no file " + options.compare());
    } catch (IOException failure) {
      throw new Options.UsageException("--compare: " + failure.getMessage());
    }
  }

  private static boolean write(Run run, Options options, Console console) {
    try {
      if (options.json() != null) {
        run.write(options.json());
      }
      if (options.keep()) {
        for (Path file : KeptRuns.here().keep(run)) {
          console.line("kept: " + file);
        }
      }
      return true;
    } catch (IOException failure) {
      console.progress("error: can't write the results: " + failure);
      return false;
    }
  }
}
