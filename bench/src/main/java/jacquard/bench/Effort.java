package jacquard.bench;

/**
 * How much time a run may take: the same for every subject.
 *
 * @param rounds interleaved rounds
 * @param attempts tries of one measurement before a noisy one is taken
 * @param warmupMillis longest warm-up of a core process
 * @param measureMillis time for the measured repetitions of a core process
 * @param windowSeconds length of one load run against a server
 * @param shrink what the operations of a core repetition and a server's warm-up are divided by
 */
public record Effort(
    int rounds,
    int attempts,
    long warmupMillis,
    long measureMillis,
    int windowSeconds,
    int shrink) {

  private static final int BRIEF_WARMUP = 4;

  /**
   * What figures are quoted from. Two rounds are what fits into three quarters of an hour with all
   * subjects; {@code --rounds} makes more of them.
   */
  public static final Effort FULL = new Effort(2, 2, 3_500, 1_000, 2, 1);

  /** A look: the JVM's compilers have not finished. */
  public static final Effort QUICK = new Effort(1, 1, 200, 150, 1, 10);

  /** Whether figures taken so are for a look, and nobody should quote them. Not a field. */
  public boolean forALook() {
    return shrink > 1;
  }

  /**
   * Warmed up for less, and taken as it comes: for many figures of which each shows by its
   * neighbours whether it is noise. Nothing is shrunk, for each is named by its size.
   */
  public Effort brief() {
    return new Effort(rounds, 1, warmupMillis / BRIEF_WARMUP, measureMillis, windowSeconds, 1);
  }

  /** One round, taken as it comes: for what is not about the times, or repeats by itself. */
  public Effort once() {
    return new Effort(1, 1, warmupMillis, measureMillis, windowSeconds, shrink);
  }

  /** As few repetitions as there may be: for the work itself, whatever it takes. */
  public Effort untimed() {
    return new Effort(1, 1, 0, 0, windowSeconds, shrink);
  }

  /** The same with so many rounds. */
  public Effort withRounds(int rounds) {
    return new Effort(rounds, attempts, warmupMillis, measureMillis, windowSeconds, shrink);
  }
}
