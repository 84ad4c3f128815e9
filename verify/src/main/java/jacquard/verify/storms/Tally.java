package jacquard.verify.storms;

import jacquard.verify.evidence.Figure;

/** What all trials of one size came to. */
final class Tally {

  private final Trial.Size size;
  private int trials;
  private int storms;
  private int failed;
  private int twins;
  private int stormyTwins;
  private long most;

  Tally(Trial.Size size) {
    this.size = size;
  }

  void add(Outcome outcome) {
    trials++;
    switch (outcome) {
      case Outcome.Failed _ -> failed++;
      case Outcome.Counted(Traps traps) -> {
        storms += isStorm(traps) ? 1 : 0;
        most = Math.max(most, traps.total());
      }
    }
  }

  /** Without a storm in each twin, that none is seen elsewhere proves nothing. */
  void addTwin(Outcome outcome) {
    twins++;
    stormyTwins += outcome instanceof Outcome.Counted(Traps traps) && isStorm(traps) ? 1 : 0;
  }

  private boolean isStorm(Traps traps) {
    return traps.total() > size.trapsMax();
  }

  Figure figure() {
    String text =
        "%d trials of %,d waits, %d storms, %d failed; at most %,d deoptimizations in one (allowed: %,d); %d of %d weakened twins storm"
            .formatted(
                trials,
                size.tasks() * size.rounds(),
                storms,
                failed,
                most,
                size.trapsMax(),
                stormyTwins,
                twins);
    boolean sees = trials > 0 && failed == 0 && twins > 0 && stormyTwins == twins;
    return new Figure(sees && storms == 0, text);
  }
}
