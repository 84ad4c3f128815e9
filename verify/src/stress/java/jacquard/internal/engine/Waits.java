package jacquard.internal.engine;

/** How the waiting actors wait. */
final class Waits {

  private Waits() {}

  /** Waits within {@code region}, and leaves it; returns the outcome's name. */
  static String inRegion(Strand strand, Cancellation region, Wait wait) {
    Cancellation outer = region.enter(strand);
    String outcome = of(strand, wait);
    region.exit(strand, outer);
    return outcome;
  }

  /** Waits; returns the outcome's name, {@code "cancelled"}, or what else was thrown. */
  static String of(Strand strand, Wait wait) {
    assert strand == wait.strand();
    try {
      return wait.await().toString();
    } catch (InterruptedException e) {
      return TestRegion.WHY.equals(e.getMessage()) ? "cancelled" : e.toString();
    }
  }
}
