package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastWordsTest {

  @Test
  void text_aStackTrace_isTheExceptionAndItsInnermostCauses() {
    String trace =
        """
        Exception in thread "main" java.lang.IllegalStateException: outermost
        \tat jacquard.bench.Main.main(Main.java:1)
        Caused by: java.lang.RuntimeException: outer
        \tat jacquard.bench.Main.main(Main.java:2)
        \t... 1 more
        Caused by: java.io.IOException: inner
        \t... 2 more
        Caused by: java.net.BindException: innermost
        \t... 3 more
        """;

    assertThat(text(trace))
        .isEqualTo(
            "Exception in thread \"main\" java.lang.IllegalStateException: outermost"
                + " | Caused by: java.io.IOException: inner"
                + " | Caused by: java.net.BindException: innermost");
  }

  @Test
  void text_oneLine_isThatLine() {
    assertThat(text("error: answer must be 105\n\n")).isEqualTo("error: answer must be 105");
  }

  @Test
  void text_nothingSaid_isEmpty() {
    assertThat(text("\n")).isEmpty();
  }

  private static String text(String errors) {
    LastWords words = new LastWords();
    errors.lines().forEach(words::add);
    return words.text();
  }
}
