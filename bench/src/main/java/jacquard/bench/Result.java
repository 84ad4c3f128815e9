package jacquard.bench;

import java.util.List;

/**
 * One figure of one subject on one workload, over all rounds.
 *
 * @param suite {@code core} or {@code http}
 * @param workload name of the workload
 * @param subject name of the subject
 * @param version version of the subject and of what it runs on
 * @param workers threads that run the subject's tasks
 * @param unit of the figure
 * @param spread of the rounds
 * @param rounds measured, noisy ones included
 * @param noisyRounds how many of them had foreign load in every attempt
 * @param quiet figures of the rounds that nobody disturbed; empty in files older than this list
 * @param noisy figures of the other rounds
 */
public record Result(
    String suite,
    String workload,
    String subject,
    String version,
    int workers,
    String unit,
    Spread spread,
    int rounds,
    int noisyRounds,
    List<Double> quiet,
    List<Double> noisy) {

  /** A figure of which only the spread is known. */
  public Result(
      String suite,
      String workload,
      String subject,
      String version,
      int workers,
      String unit,
      Spread spread,
      int rounds,
      int noisyRounds) {
    this(
        suite,
        workload,
        subject,
        version,
        workers,
        unit,
        spread,
        rounds,
        noisyRounds,
        List.of(),
        List.of());
  }

  /** What a figure is about, whoever measured it and when. */
  public record Key(String suite, String workload, int workers, String unit, String subject) {}

  /** What this figure is about. */
  public Key key() {
    return new Key(suite, workload, workers, unit, subject);
  }

  /** How many times as costly as the other this is: above 1 is worse, whatever the unit. */
  public double costTo(Result other) {
    double ratio = spread.median() / other.spread.median();
    return moreIsBetter() ? 1 / ratio : ratio;
  }

  /** Whether a greater figure is the better one: it is for rates, not for times and bytes. */
  public boolean moreIsBetter() {
    return unit.endsWith("/s") || unit.endsWith("/cpu-s");
  }

  /** Whether neither more nor less is better: it says at what the other figures were taken. */
  public boolean neitherIsBetter() {
    return unit.equals("connections");
  }

  /** Whether the subject runs on a JVM, as its version then says. */
  public boolean runsOnJvm() {
    return version.contains(Versions.JDK);
  }

  /** Whether the subject is one of Jacquard's. Not a property: files would have it. */
  public boolean ours() {
    return isOwn(subject);
  }

  /** Whether a subject of this name is one of Jacquard's. */
  static boolean isOwn(String subject) {
    return subject.startsWith("jacquard-");
  }

  /** How many times as costly as the other's worst round this one's best is. */
  double leastCostTo(Result other) {
    return moreIsBetter() ? other.spread.min() / spread.max() : spread.min() / other.spread.max();
  }
}
