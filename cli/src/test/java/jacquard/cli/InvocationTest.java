package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InvocationTest {

  @Test
  void parse_run_takesWhatFollowsTheFileAsTheProgramsOwn() throws Mistake {
    assertThat(parse("run", "--watch", "a.java", "--watch", "x"))
        .isEqualTo(new Invocation.Run(true, "a.java", List.of("--watch", "x")));
    assertThat(parse("run", "a.java")).isEqualTo(new Invocation.Run(false, "a.java", List.of()));
  }

  @Test
  void parse_version_isVersion() throws Mistake {
    assertThat(parse("--version")).isEqualTo(new Invocation.Version());
  }

  @Test
  void parse_slip_proposesWhatWasMeant() {
    assertMistake("error: no command rnu\n  did you mean run?", "rnu", "a.java");
    assertMistake("error: no option --wtach of run\n  did you mean --watch?", "run", "--wtach");
    assertMistake("error: no option --versoin\n  did you mean --version?", "--versoin");
    assertMistake("error: no option -x\n  there are: --help, --version", "-x");
    assertMistake("error: no command a.java\n  did you mean ./jq run a.java?", "a.java");
  }

  @Test
  void parse_fileMissing_saysSo() {
    assertMistake(
        "error: run needs the file of a program\n  try: ./jq run examples/hello.java",
        "run",
        "--watch");
  }

  private static Invocation parse(String... words) throws Mistake {
    return Invocation.parse(List.of(words), "./jq");
  }

  private static void assertMistake(String text, String... words) {
    assertThatThrownBy(() -> parse(words))
        .isInstanceOfSatisfying(
            Mistake.class,
            mistake -> {
              assertThat(mistake.text()).isEqualTo(text);
              assertThat(mistake.status()).isEqualTo(2);
            });
  }
}
