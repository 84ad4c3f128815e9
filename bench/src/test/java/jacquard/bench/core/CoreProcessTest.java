package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CoreProcessTest {

  @Test
  void run_answerIsWrong_failsAndSaysWhy() {
    String[] arguments = {"W5", "10", "2", "0", "0"};

    assertThatThrownBy(() -> CoreProcess.run((_, _) -> 44, arguments))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("W5: answer must be 45, was 44");
  }

  @Test
  void run_answerOfAFootprintIsWrong_failsAndSaysWhy() {
    String[] arguments = {"W7", "10", "2", "0", "0"};

    assertThatThrownBy(() -> CoreProcess.run((_, size) -> size - 1, arguments))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("W7: answer must be 10, was 9");
  }

  @Test
  void run_argumentMissing_saysWhichThereMustBe() {
    assertThatThrownBy(() -> CoreProcess.run((_, size) -> size, new String[] {"W1", "10"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("MEASURE_MILLIS, were W1 10");
  }
}
