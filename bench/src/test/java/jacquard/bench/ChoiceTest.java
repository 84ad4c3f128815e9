package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final Suite CORE = suite("core");
  private static final Suite HTTP = suite("http");

  @Test
  void of_nothingNamed_takesAll() throws Exception {
    Suite.Selection selection = chosen(HTTP);

    assertThat(selection.workloads()).contains("plaintext", "plaintext-256", "latency", "start");
    assertThat(selection.subjects()).contains("jacquard-loop", "netty", "hyper");
    assertThat(Choice.leftOut(HTTP, selection, options())).isEmpty();
  }

  @Test
  void of_look_leavesOutWhatIsNotForIt() throws Exception {
    Suite.Selection core = chosen(CORE, "--quick");
    Suite.Selection http = chosen(HTTP, "--quick");

    assertThat(core.workloads()).contains("W1", "W5", "W7").doesNotContain("W6", "W6@aot");
    assertThat(http.workloads())
        .contains("plaintext", "idle", "start")
        .doesNotContain("plaintext-256", "json", "latency", "start-aot");
    assertThat(http.subjects()).isEqualTo(chosen(HTTP).subjects());
    assertThat(Choice.leftOut(HTTP, http, options("--quick")))
        .hasValue("not in a look unless named by --only: plaintext-256, json, latency, start-aot");
  }

  @Test
  void of_lookAtWhatIsNamed_takesIt() throws Exception {
    Suite.Selection selection = chosen(HTTP, "--quick", "--only", "latency,jacquard-loop");

    assertThat(selection.workloads()).containsExactly("latency");
    assertThat(selection.subjects()).containsExactly("jacquard-loop");
    assertThat(Choice.leftOut(HTTP, selection, options("--quick", "--only", "latency"))).isEmpty();
  }

  @Test
  void of_namesOfAnotherSuite_isNothing() throws Exception {
    assertThat(chosen(CORE, "--only", "plaintext").subjects()).isEmpty();
    assertThat(chosen(CORE, "--only", "plaintext").workloads()).isEmpty();
  }

  @Test
  void of_profile_takesOwnSubjectsOrThoseNamed() throws Exception {
    assertThat(chosen(HTTP, "--profile").subjects())
        .containsExactlyInAnyOrder("jacquard-loop", "jacquard-default");
    assertThat(chosen(HTTP, "--profile", "--only", "netty").subjects()).containsExactly("netty");
  }

  private static Suite.Selection chosen(Suite suite, String... arguments) throws Exception {
    return Choice.of(suite, options(arguments));
  }

  private static Options options(String... arguments) throws Exception {
    return Options.parse(arguments, List.of("core", "http"));
  }

  private static Suite suite(String name) {
    return Main.suites(2).stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
