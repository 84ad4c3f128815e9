package jacquard.bench.core;

import jacquard.bench.profile.Recorder;

/**
 * One JVM process of the core suite: warms one workload of one peer up, measures it, and prints one
 * result line. The Rust and Go peers keep the same contract.
 */
public final class CoreProcess {
  private static final int ARGUMENTS = 5;

  private CoreProcess() {}

  /**
   * Runs the process of a peer.
   *
   * @param arguments {@code WORKLOAD SIZE WORKERS WARMUP_MILLIS MEASURE_MILLIS}; on the JVM the
   *     workers are set by system properties, so that the third is not read
   */
  public static void run(CoreWorkloads peer, String[] arguments) throws Exception {
    if (arguments.length != ARGUMENTS) {
      throw new IllegalArgumentException(
          "arguments must be WORKLOAD SIZE WORKERS WARMUP_MILLIS MEASURE_MILLIS, were "
              + String.join(" ", arguments));
    }
    CoreWorkload workload = CoreWorkload.valueOf(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    long warmupMillis = Long.parseLong(arguments[3]);
    long measureMillis = Long.parseLong(arguments[4]);
    try (Recorder recorder = Recorder.ofThisProcess()) {
      Repetitions repetitions =
          workload.isFootprint()
              ? footprint(peer, workload, size, recorder)
              : Repetitions.measure(
                  () -> runChecked(peer, workload, size),
                  size,
                  warmupMillis,
                  measureMillis,
                  recorder);
      System.out.println(repetitions.line());
    }
  }

  private static Repetitions footprint(
      CoreWorkloads peer, CoreWorkload workload, int size, Recorder recorder) throws Exception {
    recorder.start();
    Footprint.begin();
    runChecked(peer, workload, size);
    return Repetitions.single(Footprint.taken() / (double) size);
  }

  private static void runChecked(CoreWorkloads peer, CoreWorkload workload, int size)
      throws Exception {
    long answer = peer.run(workload, size);
    long expected = workload.expected(size);
    if (answer != expected) {
      throw new IllegalStateException(
          workload + ": answer must be " + expected + ", was " + answer);
    }
  }
}
