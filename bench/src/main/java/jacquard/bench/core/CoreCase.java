package jacquard.bench.core;

import jacquard.bench.Suite;

/**
 * What is measured at a time: a workload at a size, on so many workers.
 *
 * @param workload to run
 * @param size operations of one run
 * @param workers threads that run the tasks
 * @param entry its name, which tells size or workers where they are not the usual, and one line
 */
record CoreCase(CoreWorkload workload, int size, int workers, Suite.Entry entry) {

  /** A workload at its usual size. */
  static CoreCase of(CoreWorkload workload, int workers) {
    return new CoreCase(
        workload, workload.size(), workers, new Suite.Entry(workload.name(), workload.text()));
  }

  String name() {
    return entry.name();
  }
}
