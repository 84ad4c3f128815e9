package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Result;
import jacquard.bench.Spread;
import org.junit.jupiter.api.Test;

class CoreSubjectTest {

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
}
