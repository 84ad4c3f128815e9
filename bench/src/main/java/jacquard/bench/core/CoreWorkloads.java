package jacquard.bench.core;

/** The workloads as one peer writes them. */
public interface CoreWorkloads {

  /**
   * Runs a workload once, started from one of the peer's own tasks, and returns its answer.
   *
   * <pre>
   *  W1        tasks joined
   *  W2 to W4  sum of the values received
   *  W5        sum of the leaves
   *  W6        tasks that woke, counted by joining them
   *  W7        tasks that went on, counted by joining them: all wait first, each for a one-shot value or
   *            whatever is cheapest with this peer; then {@link Footprint#take}; then all are let go
   *  W8        yields of both tasks together
   *  W9        value of a plain counter that 8 tasks raise under the lock, size / 8 times each
   *  W10       sum of the values received from two producers, each of which sends 0 to size / 2 - 1
   *  W11       sum of the replies, each of which is 1: a client sends a one-shot place for the reply
   *            through a channel of capacity 64 and waits there; a server answers
   * </pre>
   *
   * @param size operations: tasks, round trips, messages, leaves, yields of one task, acquisitions
   */
  long run(CoreWorkload workload, int size) throws Exception;
}
