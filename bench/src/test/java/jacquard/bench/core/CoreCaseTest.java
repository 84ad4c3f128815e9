package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.AotCache;
import jacquard.bench.Effort;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreCaseTest {
  private static final CoreCase CACHED = CoreCase.cached(CoreWorkload.W6, 2);

  @Test
  void isFor_cached_isJacquardAndTheJdkOnly() {
    assertThat(CoreSubject.all().stream().filter(CACHED::isFor))
        .extracting(CoreSubject::name)
        .containsExactly("jacquard-loop", "jdk");
    assertThat(CoreSubject.all().stream().filter(CoreCase.of(CoreWorkload.W6, 2)::isFor))
        .hasSizeGreaterThan(8);
  }

  @Test
  void units_cached_haveColdToWarmBesideTheCpuTime() {
    assertThat(CACHED.units()).startsWith("cpu-ns/op", "cold/warm", "ns/op");
    assertThat(CoreCase.of(CoreWorkload.W6, 2).units()).isEqualTo(CoreWorkload.W6.units());
  }

  @Test
  void command_cached_runsWithTheCacheOrNotAtAll() {
    CoreSubject loop = CoreSubject.all().getFirst();
    AotCache cache = AotCache.of("x");

    List<String> command = loop.command(CACHED, Effort.FULL, cache.used());

    assertThat(command)
        .containsSubsequence("-XX:AOTCache=" + cache.file(), "-XX:AOTMode=on", "-cp")
        .endsWith("W6", "100000", "2", "3500", "1000");
  }

  @Test
  void parse_lineOfAJvm_hasColdToWarm() throws Exception {
    ProcessResult result =
        ProcessResult.parse("result median=1.000 cpu=2.000 switches=0.1 allocated=3.0 cold=2.75");

    assertThat(result.figure(CoreWorkload.COLD)).hasValue(2.75);
    assertThat(ProcessResult.parse("result median=1.0").figure(CoreWorkload.COLD)).isEmpty();
  }
}
