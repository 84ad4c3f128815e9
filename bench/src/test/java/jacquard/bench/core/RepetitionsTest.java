package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Spread;
import jacquard.bench.core.Repetitions.Counts;
import jacquard.bench.profile.Recorder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepetitionsTest {

  @Test
  void converged_timesStillFall_isFalse() {
    assertThat(Repetitions.converged(List.of(90.0, 80.0, 70.0, 60.0, 50.0, 40.0))).isFalse();
  }

  @Test
  void converged_timesNoLongerFall_isTrue() {
    assertThat(Repetitions.converged(List.of(90.0, 50.0, 41.0, 42.0, 40.0, 43.0))).isTrue();
  }

  @Test
  void converged_tooFewToTell_isFalse() {
    assertThat(Repetitions.converged(List.of(40.0, 40.0, 40.0, 40.0, 40.0))).isFalse();
  }

  @Test
  void measure_noTimeAtAll_warmsOnceAndMeasuresThreeTimes() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Repetitions repetitions =
        Repetitions.measure(runs::incrementAndGet, 10, 0, 0, Recorder.ofThisProcess());

    assertThat(runs).hasValue(4);
    assertThat(repetitions.warmups()).isEqualTo(1);
    assertThat(repetitions.repetitions()).isEqualTo(3);
    assertThat(repetitions.converged()).isFalse();
    assertThat(repetitions.line())
        .matches("result median=\\d.* min=\\d.* max=\\d.* repetitions=3 .*");
  }

  @Test
  void line_workloadThatIsSlowAtFirst_tellsColdToWarm() {
    Counts counts = new Counts(new Costs(200, 0, 0), new Costs(700, 0, 0));

    assertThat(new Repetitions(Spread.of(1), 3, 1, true, Optional.of(counts)).line())
        .endsWith(" converged=true cpu=200.000 switches=0.000000 allocated=0.0 cold=3.50");
    assertThat(Repetitions.single(1).line()).endsWith(" converged=true");
  }

  /** A factor of 0 would meet any goal. */
  @Test
  void line_cpuClockThatHasNotMoved_tellsNoFactor() {
    Costs none = new Costs(0, 1, 8);
    Costs some = new Costs(700, 1, 8);

    assertThat(new Counts(none, some).line())
        .isEqualTo("cpu=0.000 switches=1.000000 allocated=8.0");
    assertThat(new Counts(some, none).line())
        .isEqualTo("cpu=700.000 switches=1.000000 allocated=8.0");
  }

  @Test
  void measure_firstRunThatWorks_costsMoreThanTheOthers() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Repetitions repetitions =
        Repetitions.measure(
            () -> {
              if (runs.getAndIncrement() == 0) {
                work(TimeUnit.MILLISECONDS.toNanos(100));
              }
            },
            1,
            0,
            0,
            Recorder.ofThisProcess());

    Counts counts = repetitions.counts().orElseThrow();
    assertThat(counts.cold().cpuNanos()).isGreaterThan(counts.warm().cpuNanos());
  }

  /** Uses the processor for so long. */
  private static void work(long nanos) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + nanos;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void measure_workloadThatTakesNoTime_isRunOftenInOneRepetition() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Repetitions repetitions =
        Repetitions.measure(runs::incrementAndGet, 1, 0, 60, Recorder.ofThisProcess());

    assertThat(repetitions.repetitions()).isBetween(3, 9);
    assertThat(runs.get()).isGreaterThan(100);
    // Of one run, not of one repetition, which takes a sixtieth of the 60 ms.
    assertThat(repetitions.nanos().median()).isLessThan(100_000);
  }
}
