package jacquard.bench.page;

import jacquard.bench.Spread;

/** What became of a goal; computed from the figures, never written by hand. */
sealed interface Verdict {

  /** The goal. */
  Goal goal();

  /**
   * No run has what the goal is about.
   *
   * @param goal that is open
   */
  record NotMeasured(Goal goal) implements Verdict {}

  /**
   * A figure beside its bound.
   *
   * @param goal that it is for
   * @param section that measured it
   * @param reached the figure; least and greatest are the worst pairs of rounds
   * @param side of the bound that reaches it
   * @param bound to reach
   * @param unit of figure and bound
   */
  record Measured(
      Goal goal, Section section, Spread reached, Bound.Side side, double bound, String unit)
      implements Verdict {

    boolean met() {
      return side.holds(reached.median(), bound);
    }

    /** Whether some rounds alone would have said otherwise. */
    boolean withinSpread() {
      return side.holds(reached.min(), bound) != side.holds(reached.max(), bound);
    }
  }
}
