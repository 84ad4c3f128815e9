package jacquard.bench.core;

/** The workloads as one peer writes them. */
public interface CoreWorkloads {

  /**
   * Runs a workload once, started from one of the peer's own tasks, and returns its answer: the
   * tasks joined (W1), or the sum of the values received (W2 to W4) or of the leaves (W5).
   *
   * @param size operations: tasks, round trips, messages or leaves
   */
  long run(CoreWorkload workload, int size) throws Exception;
}
