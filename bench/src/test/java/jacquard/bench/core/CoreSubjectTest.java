package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Effort;
import jacquard.bench.Result;
import jacquard.bench.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreSubjectTest {
  private static final String PRE_TOUCH = "-XX:+AlwaysPreTouch";

  /** A page is made of results, which know a subject on the JVM by its version. */
  @Test
  void version_ofEverySubject_tellsWhetherItRunsOnTheJvm() {
    Spread spread = new Spread(1, 1, 1);

    assertThat(CoreSubject.all())
        .hasSizeGreaterThan(8)
        .allSatisfy(subject -> {
          Result result =
              new Result("core", "W1", subject.name(), subject.version(), 2, "ns/op", spread, 1, 0);
          assertThat(result.runsOnJvm()).as(subject.name()).isEqualTo(subject.isJvm());
        });
  }

  @Test
  void command_fullAndLook_touchesTheHeapBeforeInFullOnly() {
    CoreCase spawn = CoreCase.of(CoreWorkload.W1, 2);
    CoreSubject loop = CoreSubject.all().getFirst();

    assertThat(loop.command(spawn, Effort.FULL, List.of()))
        .contains(PRE_TOUCH)
        .endsWith("W1", "1000000", "2", "3500", "1000");
    assertThat(loop.command(spawn, Effort.QUICK, List.of()))
        .doesNotContain(PRE_TOUCH)
        .endsWith("W1", "100000", "2", "200", "150");
  }
}
