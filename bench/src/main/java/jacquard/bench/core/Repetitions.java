package jacquard.bench.core;

import jacquard.bench.Spread;
import jacquard.bench.profile.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Warm-up by convergence, then the measured repetitions of one process.
 *
 * @param nanos spread of the time of one operation
 * @param repetitions measured
 * @param warmups run before
 * @param converged whether the warm-up ended because the times no longer fell
 * @param costs of one operation, over all measured repetitions; null where they say nothing
 */
record Repetitions(
    Spread nanos, int repetitions, int warmups, boolean converged, @Nullable Costs costs) {

  /** Repetitions looked at together when asking whether the times still fall. */
  private static final int WINDOW = 3;

  /** Warm when the best of the last window is within this factor of the best before it. */
  private static final double STEADY = 0.97;

  private static final int MEASURED_MIN = 3;
  private static final int MEASURED_MAX = 9;

  /** One repetition; throws if its answer is wrong. */
  interface Repetition {
    void run() throws Exception;
  }

  /**
   * Repeats until the times no longer fall or the warm-up's time is over, then measures.
   *
   * @param operations of one repetition
   * @param recorder that is started for what is measured; it wants all of the time
   */
  static Repetitions measure(
      Repetition repetition,
      int operations,
      long warmupMillis,
      long measureMillis,
      Recorder recorder)
      throws Exception {
    List<Double> warmup = new ArrayList<>();
    long warmupEnd = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(warmupMillis);
    do {
      warmup.add(time(repetition));
    } while (!converged(warmup) && System.nanoTime() - warmupEnd < 0);

    recorder.start();
    int most = recorder.isOn() ? Integer.MAX_VALUE : MEASURED_MAX;
    Costs before = Costs.now();
    List<Double> measured = new ArrayList<>();
    long measureEnd = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(measureMillis);
    while (measured.size() < MEASURED_MIN
        || (measured.size() < most && System.nanoTime() - measureEnd < 0)) {
      measured.add(time(repetition));
    }
    Costs costs = Costs.now().since(before).dividedBy((double) operations * measured.size());
    Spread nanos = Spread.of(measured.stream().mapToDouble(Double::doubleValue).toArray());
    return new Repetitions(
        nanos.dividedBy(operations), measured.size(), warmup.size(), converged(warmup), costs);
  }

  /** One figure that needs no repetition. */
  static Repetitions single(double value) {
    return new Repetitions(Spread.of(value), 1, 0, true, null);
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

  private static double time(Repetition repetition) throws Exception {
    long start = System.nanoTime();
    repetition.run();
    return System.nanoTime() - start;
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
        costs == null ? "" : " " + costs.line());
  }
}
