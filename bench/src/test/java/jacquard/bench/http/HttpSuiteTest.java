package jacquard.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.Result;
import jacquard.bench.Spread;
import jacquard.bench.Suite;
import jacquard.bench.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpSuiteTest {
  private static final Suite.Selection JSON_AND_IDLE =
      new Suite.Selection(Set.of("json", "idle"), Set.of());

  private final ByteArrayOutputStream report = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(report, true, UTF_8), new PrintStream(OutputStream.nullOutputStream()));

  @Test
  void chosen_toBeRecorded_skipsWhatCantBeAndSaysSo() {
    HttpSuite suite = new HttpSuite(Optional.of(Profile.ofTheBench()), false);

    assertThat(suite.chosen(JSON_AND_IDLE, console)).containsExactly(HttpWorkload.JSON);
    assertThat(report.toString(UTF_8))
        .isEqualTo("idle skipped: --profile records servers under load\n");
  }

  @Test
  void chosen_toBeMeasured_areAll() {
    assertThat(new HttpSuite(Optional.empty(), false).chosen(JSON_AND_IDLE, console))
        .containsExactly(HttpWorkload.JSON, HttpWorkload.IDLE);
  }

  @Test
  void spent_onWhatIsSettledAtOnce_isOneRoundUnlessMoreAreAskedFor() {
    Effort nine = Effort.FULL.withRounds(9);

    assertThat(new HttpSuite(Optional.empty(), true).spent(HttpWorkload.IDLE, nine))
        .isEqualTo(nine);
    HttpSuite usual = new HttpSuite(Optional.empty(), false);
    assertThat(usual.spent(HttpWorkload.IDLE, Effort.FULL)).isEqualTo(Effort.FULL.once());
    assertThat(usual.spent(HttpWorkload.JSON, Effort.FULL)).isEqualTo(Effort.FULL);
  }

  /** By what each misses in the output of a program that prints nothing. */
  @Test
  void generator_ofLatency_isTheOnlyOneWithARate() {
    assertThatThrownBy(() -> loadNothing(HttpWorkload.LATENCY))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("open-loop printed no 'requests'");
    assertThatThrownBy(() -> loadNothing(HttpWorkload.PLAINTEXT))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("wrk's summary can't be read");
  }

  private static Load loadNothing(HttpWorkload workload) throws Exception {
    return HttpSuite.generator(workload).load(workload, 1, 1, List.of("true"));
  }

  /** A page is made of results, which know a subject on the JVM by its version. */
  @Test
  void version_ofEverySubject_tellsWhetherItRunsOnTheJvm() {
    Spread spread = new Spread(1, 1, 1);

    assertThat(HttpSubject.all())
        .hasSizeGreaterThan(6)
        .allSatisfy(subject -> {
          Result result =
              new Result("http", "json", subject.name(), subject.version(), 1, "ms", spread, 1, 0);
          assertThat(result.runsOnJvm())
              .as(subject.name())
              .isEqualTo(subject instanceof HttpSubject.Jvm);
        });
  }
}
