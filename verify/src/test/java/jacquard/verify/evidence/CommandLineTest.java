package jacquard.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  @Test
  void of_nothing_listsEverything() throws Usage {
    CommandLine line = CommandLine.of();
    assertThat(line.name()).isEmpty();
    assertThat(line.order().engines()).containsExactly("loop", "default");
  }

  @Test
  void of_everyOption_isRead() throws Usage {
    CommandLine line =
        CommandLine.of(
            "cancel", "--minutes", "0.5", "--engine", "loop", "--seed", "7", "--only", "Sel");
    assertThat(line.name()).contains("cancel");
    assertThat(line.order().time()).contains(Duration.ofSeconds(30));
    assertThat(line.order().engines()).containsExactly("loop");
    assertThat(line.order().seed()).isEqualTo(7);
    assertThat(line.order().wants("Select")).isTrue();
    assertThat(line.order().wants("Mutex")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--minutes 0, '--minutes must be above 0, up to 1440, was 0'",
    "--minutes x, '--minutes must be above 0, up to 1440, was x'",
    "--minutes, '--minutes needs a value'",
    "--engine both2, '--engine must be loop, default or both, was both2'",
    "--seed x, '--seed must be a whole number, was x'",
    "--colour red, 'no option is called --colour'",
    "cancel stress, 'one name at a time, but there are cancel and stress'",
  })
  void of_aMistake_saysWhatIsWrong(String words, String message) {
    assertThatThrownBy(() -> CommandLine.of(words.split(" ")))
        .isInstanceOf(Usage.class)
        .hasMessage(message);
  }
}
