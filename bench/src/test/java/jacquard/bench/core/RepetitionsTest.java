package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.profile.Recorder;
import java.util.List;
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
