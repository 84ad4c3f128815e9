package jacquard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubjectTest {
  private static final Subject JDK = new Named("jdk", Optional.empty());
  private static final Subject TOKIO = new Named("tokio", Optional.of(NativePeers.RUST));
  private static final Subject GO = new Named("go", Optional.of(NativePeers.GO));

  private final ByteArrayOutputStream report = new ByteArrayOutputStream();

  @Test
  void startable_toolchainThatBuiltNothing_isSkippedWithTheReason() {
    Map<NativePeers, String> unbuilt = Map.of(NativePeers.RUST, "no cargo");

    assertThat(startable(unbuilt, false)).containsExactly(JDK, GO);
    assertThat(report.toString(UTF_8)).isEqualTo("tokio skipped: no cargo\n");
  }

  @Test
  void startable_toBeRecorded_areThoseOnTheJvm() {
    assertThat(startable(Map.of(), true)).containsExactly(JDK);
    assertThat(report.toString(UTF_8))
        .isEqualTo(
            """
            tokio skipped: --profile records the JVM only
            go skipped: --profile records the JVM only
            """);
  }

  private List<Subject> startable(Map<NativePeers, String> unbuilt, boolean recorded) {
    PrintStream lines = new PrintStream(report, true, UTF_8);
    return Subject.startable(List.of(JDK, TOKIO, GO), unbuilt, recorded, new Console(lines, lines));
  }

  private record Named(String name, Optional<NativePeers> toolchain) implements Subject {
    @Override
    public String version() {
      return "1";
    }
  }
}
