package jacquard.bench.core;

import jacquard.bench.Spread;
import jacquard.bench.core.Costs.Usage;
import jacquard.bench.profile.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Warm-up by convergence, then the measured repetitions of one process.
 *
 * @param nanos spread of the time of one operation
 * @param repetitions measured
 * @param warmups run before
 * @param converged whether the warm-up ended because the times no longer fell
 * @param counts of one operation; empty where they say nothing
 */
record Repetitions(
    Spread nanos, int repetitions, int warmups, boolean converged, Optional<Counts> counts) {

  /** Repetitions looked at together when asking whether the times still fall. */
  private static final int WINDOW = 3;

  /** Warm when the best of the last window is within this factor of the best before it. */
  private static final double STEADY = 0.97;

  /** A repetition runs the workload again until it has taken this part of the measuring. */
  private static final int PARTS = 60;

  private static final int MEASURED_MIN = 3;
  private static final int MEASURED_MAX = 9;

  /**
   * What one operation has cost beside its time.
   *
   * @param warm over all measured repetitions
   * @param cold in the first repetition of the warm-up
   */
  record Counts(Costs warm, Costs cold) {

    /** As they stand in a result line, without a factor where the CPU clock has not moved. */
    String line() {
      if (warm.cpuNanos() <= 0 || cold.cpuNanos() <= 0) {
        return warm.line();
      }
      double factor = cold.cpuNanos() / warm.cpuNanos();
      return warm.line() + String.format(Locale.ROOT, " cold=%.2f", factor);
    }
  }

  /** The workload, run once; throws if its answer is wrong. */
  interface Workload {
    void run() throws Exception;
  }

  /** So many runs of the workload together: as many as it takes for the clock to tell. */
  private record Repetition(int runs, double nanos) {
    static Repetition of(Workload workload, long leastNanos) throws Exception {
      int runs = 0;
      long start = System.nanoTime();
      long taken;
      do {
        workload.run();
        runs++;
        taken = System.nanoTime() - start;
      } while (taken < leastNanos);
      return new Repetition(runs, (double) taken / runs);
    }
  }

  /**
   * Repeats until the times no longer fall or the warm-up's time is over, then measures.
   *
   * @param operations of one run of the workload
   * @param recorder that is started for what is measured; it wants all of the time
   */
  static Repetitions measure(
      Workload workload, int operations, long warmupMillis, long measureMillis, Recorder recorder)
      throws Exception {
    List<Double> warmup = new ArrayList<>();
    long warmupEnd = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(warmupMillis);
    long leastNanos = TimeUnit.MILLISECONDS.toNanos(measureMillis) / PARTS;
    Usage begin = Usage.now();
    Repetition first = Repetition.of(workload, leastNanos);
    Costs cold = Usage.now().since(begin).dividedBy((double) operations * first.runs);
    warmup.add(first.nanos);
    while (!converged(warmup) && System.nanoTime() - warmupEnd < 0) {
      warmup.add(Repetition.of(workload, leastNanos).nanos);
    }

    recorder.start();
    int most = recorder.isOn() ? Integer.MAX_VALUE : MEASURED_MAX;
    Usage before = Usage.now();
    List<Repetition> measured = new ArrayList<>();
    long measureEnd = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(measureMillis);
    while (measured.size() < MEASURED_MIN
        || (measured.size() < most && System.nanoTime() - measureEnd < 0)) {
      measured.add(Repetition.of(workload, leastNanos));
    }
    double runs = measured.stream().mapToInt(Repetition::runs).sum();
    Costs warm = Usage.now().since(before).dividedBy(operations * runs);
    Spread nanos = Spread.of(measured.stream().mapToDouble(Repetition::nanos).toArray());
    return new Repetitions(
        nanos.dividedBy(operations),
        measured.size(),
        warmup.size(),
        converged(warmup),
        Optional.of(new Counts(warm, cold)));
  }

  /** One figure that needs no repetition. */
  static Repetitions single(double value) {
    return new Repetitions(Spread.of(value), 1, 0, true, Optional.empty());
  }

  static boolean converged(List<Double> nanos) {
    if (nanos.size() < 2 * WINDOW) {
      return false;
    }
    int split = nanos.size() - WINDOW;
    return best(nanos.subList(split, nanos.size())) >= STEADY * best(nanos.subList(0, split));
  }

  private static double best(List<Double> nanos) {
    return nanos.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The line that every core process prints, the Rust and Go ones too. */
  String line() {
    return String.format(
        Locale.ROOT,
        "result median=%.3f min=%.3f max=%.3f repetitions=%d warmups=%d converged=%b%s",
        nanos.median(),
        nanos.min(),
        nanos.max(),
        repetitions,
        warmups,
        converged,
        counts.map(costs -> " " + costs.line()).orElse(""));
  }
}
