package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.Children;
import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.NativePeers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Go peer keeps the contract of a core process, at a size that takes no time. */
@Timeout(120)
class GoPeerTest {
  private static final int SIZE = 1_000;
  private static final int SECONDS_MAX = 50;
  private static final int WORKERS = 2;

  @BeforeAll
  static void build() throws Exception {
    assumeThat(NativePeers.GO.missing()).as("reason to skip").isEmpty();
    assertThat(NativePeers.GO.build(new Console(System.out, System.err))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void command_everyWorkload_checksItsAnswerAndPrintsItsFigures(CoreWorkload workload)
      throws Exception {
    Effort tiny = new Effort(1, 1, 0, 0, 1, workload.size() / SIZE);

    List<String> command = subject().command(CoreCase.of(workload, WORKERS), tiny, List.of());
    ProcessResult result = ProcessResult.parse(Children.output(command, SECONDS_MAX));

    assertThat(workload.units())
        .isNotEmpty()
        .allSatisfy(unit -> assertThat(result.figure(unit)).as(unit).isPresent());
  }

  @Test
  void command_answerIsWrong_failsAndSaysWhy() {
    String binary = NativePeers.GO.binary("core").toString();
    // Ten children share 15 leaves: one each, and five are lost.
    List<String> command = List.of(binary, "W5", "15", "2", "0", "0");

    assertThatThrownBy(() -> Children.output(command, SECONDS_MAX))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("exit 1: error: answer must be 105, was 45");
  }

  private static CoreSubject subject() {
    return CoreSubject.all().stream()
        .filter(subject -> subject.name().equals("go"))
        .findFirst()
        .orElseThrow();
  }
}
