package jacquard.bench;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A family of workloads, the subjects that can run them, and the way they are measured. */
public interface Suite {
  /** Up to which ratio two subjects are level, unless the suite knows better. */
  double TIE = 1.3;

  /**
   * A name to choose with {@code --only}, and what it means.
   *
   * @param name as typed
   * @param text one line
   */
  record Entry(String name, String text) {}

  /**
   * How the report compares the subjects.
   *
   * @param baseline subject that the ratios are to
   * @param units of the figures, the one that counts first
   * @param legend one line that says how to read them
   */
  record Comparison(String baseline, List<String> units, String legend) {}

  /**
   * Which subjects and workloads run.
   *
   * @param workloads names of workloads
   * @param subjects names of subjects
   */
  record Selection(Set<String> workloads, Set<String> subjects) {}

  /**
   * What a suite has measured.
   *
   * @param results all figures, in the order of the report
   * @param failures one line for each measurement that did not come about
   */
  record Outcome(List<Result> results, List<String> failures) {

    /** The outcome of some series; those without a round are left out. */
    public static Outcome of(Collection<Series> series, List<String> failures) {
      return new Outcome(
          series.stream().map(Series::result).flatMap(Optional::stream).toList(),
          List.copyOf(failures));
    }
  }

  /** Name of the suite as {@code --suite} takes it. */
  String name();

  /** The workloads, in the order of the report. */
  List<Entry> workloads();

  /**
   * Names of the workloads that a look leaves out, unless they are named: they take long, or what
   * they are about shows only after a warm-up, or in another of them as well.
   */
  default Set<String> notForALook() {
    return Set.of();
  }

  /** The subjects, each with its version or with what is missing to run it. */
  List<Entry> subjects();

  /** How the report compares the subjects. */
  Comparison comparison();

  /** Up to which ratio two subjects count as level: so much one moves from hour to hour. */
  default double tie() {
    return TIE;
  }

  /** Measures the chosen pairs of subject and workload; progress and skips go to the console. */
  Outcome run(Selection selection, Effort effort, Console console) throws InterruptedException;
}
