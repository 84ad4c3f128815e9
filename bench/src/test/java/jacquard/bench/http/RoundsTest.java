package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.Result;
import jacquard.bench.Spread;
import jacquard.bench.Suite;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final HttpSubject GOOD = subject("good");
  private static final HttpSubject UNREADY = subject("unready");
  private static final HttpSubject FRAIL = subject("frail");
  private static final Effort TWO_ROUNDS = new Effort(2, 1, 0, 0, 0, 1);
  private static final Console SILENT =
      new Console(
          new PrintStream(OutputStream.nullOutputStream()),
          new PrintStream(OutputStream.nullOutputStream()));

  @Test
  void run_severalSubjects_areMeasuredInTurnAndCountedOnce() throws Exception {
    Script trial = new Script();
    trial.values.addAll(List.of(1.0, 2.0, 3.0, 4.0));
    Rounds rounds = rounds(trial);

    rounds.run(List.of(GOOD, FRAIL));

    assertThat(trial.calls)
        .containsExactly(
            "prepare good",
            "prepare frail",
            "measure good",
            "measure frail",
            "measure good",
            "measure frail",
            "count good",
            "count frail");
    List<Result> results = Suite.Outcome.of(rounds.series(), rounds.failures()).results();
    assertThat(results)
        .extracting(Result::subject, Result::unit, Result::rounds, Result::spread)
        .containsExactly(
            tuple("good", HttpUnit.MILLIS, 2, new Spread(2, 1, 3)),
            tuple("good", HttpUnit.SYSTEM_CALLS, 1, new Spread(7, 7, 7)),
            tuple("frail", HttpUnit.MILLIS, 2, new Spread(3, 2, 4)),
            tuple("frail", HttpUnit.SYSTEM_CALLS, 1, new Spread(7, 7, 7)));
    assertThat(rounds.failures()).isEmpty();
  }

  @Test
  void run_subjectThatCantBeMadeReady_isLeftOutAndNamed() throws Exception {
    Script trial = new Script();
    trial.values.addAll(List.of(1.0, 2.0));
    Rounds rounds = rounds(trial);

    rounds.run(List.of(UNREADY, GOOD));

    assertThat(trial.calls).doesNotContain("measure unready", "count unready");
    assertThat(rounds.failures()).containsExactly("http start unready: not ready");
    assertThat(rounds.series()).hasSize(2);
  }

  @Test
  void run_roundThatFails_isNamedAndTheOthersCount() throws Exception {
    Script trial = new Script();
    trial.values.add(1.0);
    Rounds rounds = rounds(trial);

    rounds.run(List.of(GOOD));

    assertThat(rounds.failures()).containsExactly("http start 2/2 good: no more values");
    assertThat(Suite.Outcome.of(rounds.series(), List.of()).results().getFirst().rounds())
        .isEqualTo(1);
  }

  @Test
  void run_subjectWithoutARound_isNotCounted() throws Exception {
    Script trial = new Script();
    Rounds rounds = rounds(trial);

    rounds.run(List.of(FRAIL));

    assertThat(trial.calls).containsExactly("prepare frail", "measure frail", "measure frail");
    assertThat(rounds.series()).isEmpty();
    assertThat(rounds.failures()).hasSize(2);
  }

  private static Rounds rounds(Trial trial) {
    return new Rounds(HttpWorkload.START, trial, TWO_ROUNDS, SILENT);
  }

  private static HttpSubject subject(String name) {
    return new HttpSubject.Jvm(name, "1", "Main", List.of());
  }

  private static final class Script implements Trial {
    private final List<String> calls = new ArrayList<>();
    private final Queue<Double> values = new ArrayDeque<>();

    @Override
    public void prepare(HttpSubject subject) throws MeasurementException {
      calls.add("prepare " + subject.name());
      if (subject.equals(UNREADY)) {
        throw new MeasurementException("not ready");
      }
    }

    @Override
    public Map<String, Double> measure(HttpSubject subject) throws MeasurementException {
      calls.add("measure " + subject.name());
      Double value = values.poll();
      if (value == null) {
        throw new MeasurementException("no more values");
      }
      return Map.of(HttpUnit.MILLIS, value);
    }

    @Override
    public Map<String, Double> count(HttpSubject subject) {
      calls.add("count " + subject.name());
      return Map.of(HttpUnit.SYSTEM_CALLS, 7.0);
    }

    @Override
    public void close() {}
  }
}
