package jacquard.bench.core;

import jacquard.bench.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is measured at a time: a workload at a size, on so many workers.
 *
 * @param workload to run
 * @param size operations of one run
 * @param workers threads that run the tasks
 * @param entry its name, which tells size or workers where they are not the usual, and one line
 * @param cached whether JVMs begin with an AOT cache, and are asked what they cost before they are
 *     warm
 */
record CoreCase(CoreWorkload workload, int size, int workers, Suite.Entry entry, boolean cached) {

  /** The subjects that are run with a cache: ours, and the best that the JDK has. */
  private static final Set<String> CACHED = Set.of("jacquard-loop", "jdk");

  /** A workload at its usual size. */
  static CoreCase of(CoreWorkload workload, int workers) {
    return new CoreCase(
        workload,
        workload.size(),
        workers,
        new Suite.Entry(workload.name(), workload.text()),
        false);
  }

  /** A workload at its usual size, on JVMs that have learnt from a run before. */
  static CoreCase cached(CoreWorkload workload, int workers) {
    return new CoreCase(
        workload,
        workload.size(),
        workers,
        new Suite.Entry(workload + "@aot", workload.text() + ", JVM with an AOT cache"),
        true);
  }

  String name() {
    return entry.name();
  }

  /** Whether a subject can run this, and is asked to. */
  boolean isFor(CoreSubject subject) {
    return subject.workloads().contains(workload) && (!cached || CACHED.contains(subject.name()));
  }

  /**
   * Whether a look takes it: not what takes a second for each repetition, nor what begins with the
   * training of a cache.
   */
  boolean isForALook() {
    return workload != CoreWorkload.W6 && !cached;
  }

  /** What the figures count, the one that the report begins with first. */
  List<String> units() {
    List<String> units = new ArrayList<>(workload.units());
    if (cached) {
      units.add(1, CoreWorkload.COLD);
    }
    return units;
  }
}
