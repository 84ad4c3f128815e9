package jacquard.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.verify.start.Start;
import jacquard.verify.storms.Storms;
import java.time.Duration;
import java.util.Optional;
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
    assertThat(line.given()).containsExactlyInAnyOrder(Option.values());
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

  @ParameterizedTest
  @CsvSource({
    "storms --minutes 5, '--minutes means nothing to storms, which takes --engine, --only'",
    "storms --seed 1, '--seed means nothing to storms, which takes --engine, --only'",
    "start --engine loop, '--engine means nothing to start, which takes no option'",
  })
  void checkFor_anOptionThatChangesNothing_saysWhichDo(String words, String message) throws Usage {
    CommandLine line = CommandLine.of(words.split(" "));
    Evidence evidence = line.name().equals(Optional.of("start")) ? new Start() : new Storms();
    assertThatThrownBy(() -> line.checkFor(evidence)).isInstanceOf(Usage.class).hasMessage(message);
  }

  @Test
  void checkFor_optionsThatSaySomething_passes() throws Usage {
    CommandLine line = CommandLine.of("storms", "--engine", "loop", "--only", "sleep");
    assertThatCode(() -> line.checkFor(new Storms())).doesNotThrowAnyException();
  }
}
