package jacquard.internal.engine;

import org.jspecify.annotations.Nullable;

/** A platform thread that carries virtual threads and knows whose strand is mounted on it. */
public abstract class Carrier extends Thread {

  /**
   * The strand whose virtual thread runs here now; null between two, and for a virtual thread that
   * Jacquard did not start. Touched by this carrier, and by code mounted on it, only; the monitor
   * reads it racily, for its report.
   */
  public @Nullable Strand mounted;

  /** A carrier named {@code name}. */
  protected Carrier(String name) {
    super(name);
  }
}
