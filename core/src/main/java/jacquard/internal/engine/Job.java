package jacquard.internal.engine;

/**
 * A unit of work that has not started. Several may try to run it (a worker, and the task that joins
 * it): the job itself sees to it that one does.
 */
public interface Job {

  /** Whether nobody has begun this job yet; false for ever once it was. */
  boolean isFresh();

  /**
   * Runs this job on the strand that the calling thread belongs to, unless somebody else did
   * already. Never throws for what the job's own work throws.
   */
  void run(Strand strand);
}
