package jacquard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private final PrintStream lines = new PrintStream(progress, true, UTF_8);
  private final Turns turns = new Turns("core", new Console(lines, lines));

  @Test
  void run_oneThatFails_isNamedAndTheOthersGoOn() throws Exception {
    turns.run(
        2,
        List.of("jdk", "jox"),
        Function.identity(),
        name -> {
          if (name.equals("jox")) {
            throw new MeasurementException("no end");
          }
          return "7 ns";
        });

    assertThat(progress.toString(UTF_8))
        .isEqualTo(
            """
            core 1/2 jdk: 7 ns
            core 1/2 jox: failed: no end
            core 2/2 jdk: 7 ns
            core 2/2 jox: failed: no end
            """);
    assertThat(turns.failures()).containsExactly("core 1/2 jox: no end", "core 2/2 jox: no end");
  }

  @Test
  void attempt_nothingToTell_printsNothing() throws Exception {
    turns.attempt("jdk", 1, _ -> "");

    assertThat(progress.size()).isZero();
    assertThat(turns.failures()).isEmpty();
  }
}
