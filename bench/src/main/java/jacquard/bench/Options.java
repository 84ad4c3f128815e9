package jacquard.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench/run} was asked for.
 *
 * @param suites names of the suites to run
 * @param only names of subjects and workloads; empty for all
 * @param effort how long to measure
 * @param roundsAsked whether the rounds were chosen, so that every workload takes as many
 * @param workers threads for the core suite's subjects
 * @param json where to write the results, if asked
 * @param keep whether to keep the results in {@code bench/results}
 * @param compare file of an older run to compare with, if asked
 * @param profile whether to record the subjects on the JVM and say what the recordings tell
 * @param list whether to list instead of running
 */
record Options(
    Set<String> suites,
    Set<String> only,
    Effort effort,
    boolean roundsAsked,
    int workers,
    @Nullable Path json,
    boolean keep,
    @Nullable Path compare,
    boolean profile,
    boolean list) {

  static final String USAGE =
      """
      usage: bench/run [--suite NAMES] [--only NAMES] [--rounds N] [--quick]
                       [--workers 1|2] [--json FILE] [--keep] [--compare OLD.json] [--profile]
                       [--list]

        --suite    core, http, growth, micro, comma-separated, instead of core and http
        --only     subjects and workloads by name, comma-separated: --only W1,W3,jdk,tokio
        --rounds   interleaved rounds of every workload (2; 1 of growth, idle, start and start-aot,
                   and of all with --quick)
        --quick    a look in minutes: one round, less work, less warm-up, no repetition of noisy
                   rounds, and only workloads that tell something so, unless --only names them
        --workers  threads that run the tasks of the core suite (2)
        --json     write the results to a file as well
        --keep     write the results of each suite to a file in bench/results, for bench/report
        --compare  say what became slower since OLD.json by more than the noise; exit code 3 if anything
        --profile  one round that records the subjects on the JVM (Jacquard's, if --only names none):
                   hot methods, allocation, waits and pauses; its times are no results
        --list     list suites, workloads and subjects, and what is missing for a subject
      """;

  private static final Set<String> USUAL_SUITES = Set.of("core", "http");

  /** JMH runs its processes, and has profilers of its own. */
  private static final String UNPROFILED = "micro";

  private static final int ROUNDS_MAX = 100;
  private static final int WORKERS_MAX = 2;

  /** A command line that can't be understood; the message is for the user. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }

  static Options parse(String[] arguments, List<String> suiteNames) throws UsageException {
    Set<String> suites = USUAL_SUITES;
    Set<String> only = new LinkedHashSet<>();
    Effort effort = Effort.FULL;
    int rounds = 0;
    int workers = WORKERS_MAX;
    Path json = null;
    boolean keep = false;
    Path compare = null;
    boolean profile = false;
    boolean list = false;
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--suite" -> suites = someOf(suiteNames, option, value(option, rest));
        case "--only" -> only.addAll(List.of(value(option, rest).split(",", -1)));
        case "--rounds" -> rounds = number(option, value(option, rest), ROUNDS_MAX);
        case "--workers" -> workers = number(option, value(option, rest), WORKERS_MAX);
        case "--json" -> json = Path.of(value(option, rest));
        case "--keep" -> keep = true;
        case "--compare" -> compare = Path.of(value(option, rest));
        case "--quick" -> effort = Effort.QUICK;
        case "--profile" -> profile = true;
        case "--list" -> list = true;
        default -> throw new UsageException("no option '" + option + "'");
      }
    }
    if (keep && effort.equals(Effort.QUICK)) {
      throw new UsageException("--keep is for figures to quote, --quick is not: use --json");
    }
    if (profile && (rounds != 0 || json != null || keep || compare != null)) {
      throw new UsageException(
          "--profile measures nothing: no --rounds, --json, --keep or --compare");
    }
    if (profile && suites.contains(UNPROFILED)) {
      throw new UsageException("--profile is not for the suite " + UNPROFILED);
    }
    boolean roundsAsked = rounds != 0;
    Effort chosen = roundsAsked ? effort.withRounds(rounds) : effort;
    return new Options(
        suites,
        only,
        profile ? effort.once() : chosen,
        roundsAsked,
        workers,
        json,
        keep,
        compare,
        profile,
        list);
  }

  private static String value(String option, Iterator<String> rest) throws UsageException {
    if (!rest.hasNext()) {
      throw new UsageException(option + " needs a value");
    }
    return rest.next();
  }

  private static Set<String> someOf(List<String> names, String option, String value)
      throws UsageException {
    Set<String> chosen = new LinkedHashSet<>(List.of(value.split(",", -1)));
    for (String name : chosen) {
      if (!names.contains(name)) {
        throw new UsageException(
            option + " must be of " + String.join(", ", names) + ", was '" + name + "'");
      }
    }
    return chosen;
  }

  private static int number(String option, String value, int max) throws UsageException {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // The message below tells the value and the limits.
    }
    throw new UsageException(option + " must be 1 to " + max + ", was '" + value + "'");
  }
}
