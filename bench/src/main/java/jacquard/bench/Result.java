package jacquard.bench;

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
    int noisyRounds) {

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
    return unit.startsWith("requests/");
  }

  /** Whether the rounds of the two lie apart, with none of one among those of the other. */
  boolean apartFrom(Result other) {
    return spread.min() > other.spread.max() || spread.max() < other.spread.min();
  }
}
