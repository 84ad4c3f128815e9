package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final List<String> SUITES = List.of("core", "http", "growth", "micro");

  @Test
  void parse_nothing_choosesAllInFull() throws Exception {
    Options options = Options.parse(new String[0], SUITES);

    assertThat(options.suites()).containsExactlyInAnyOrder("core", "http");
    assertThat(options.only()).isEmpty();
    assertThat(options.effort()).isEqualTo(Effort.FULL);
    assertThat(options.roundsAsked()).isFalse();
    assertThat(options.workers()).isEqualTo(2);
    assertThat(options.json()).isNull();
    assertThat(options.keep()).isFalse();
  }

  @Test
  void parse_keep_isTaken() throws Exception {
    assertThat(Options.parse(new String[] {"--keep"}, SUITES).keep()).isTrue();
  }

  @Test
  void parse_allOptions_areTaken() throws Exception {
    String line =
        "--suite core,growth --only W1,jdk --only jox --rounds 7 --quick --workers 1 --json x.json "
            + "--compare old.json";
    Options options = Options.parse(line.split(" ", -1), SUITES);

    assertThat(options.suites()).containsExactly("core", "growth");
    assertThat(options.only()).containsExactly("W1", "jdk", "jox");
    assertThat(options.effort()).isEqualTo(Effort.QUICK.withRounds(7));
    assertThat(options.roundsAsked()).isTrue();
    assertThat(options.workers()).isEqualTo(1);
    assertThat(options.json()).isEqualTo(Path.of("x.json"));
    assertThat(options.compare()).isEqualTo(Path.of("old.json"));
  }

  @Test
  void parse_profile_takesOneRound() throws Exception {
    Options options = Options.parse(new String[] {"--profile"}, SUITES);

    assertThat(options.profile()).isTrue();
    assertThat(options.effort().rounds()).isEqualTo(1);
    assertThat(options.effort().attempts()).isEqualTo(1);
    assertThat(options.effort().measureMillis()).isEqualTo(Effort.FULL.measureMillis());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --suite tcp   | --suite must be of core, http, growth, micro, was 'tcp'
          --rounds 0    | --rounds must be 1 to 100, was '0'
          --rounds many | --rounds must be 1 to 100, was 'many'
          --workers 3   | --workers must be 1 to 2, was '3'
          --json        | --json needs a value
          --fast        | no option '--fast'
          --keep --quick | --keep is for figures to quote, --quick is not: use --json
          --profile --json x.json | --profile measures nothing: no --rounds, --json, --keep or --compare
          --rounds 2 --profile    | --profile measures nothing: no --rounds, --json, --keep or --compare
          --profile --suite micro | --profile is not for the suite micro
          """)
  void parse_mistake_isNamedWithItsValue(String line, String message) {
    assertThatThrownBy(() -> Options.parse(line.split(" ", -1), SUITES))
        .isInstanceOf(Options.UsageException.class)
        .hasMessage(message);
  }
}
