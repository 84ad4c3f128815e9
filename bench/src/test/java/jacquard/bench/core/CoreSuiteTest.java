package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jacquard.bench.AotCache;
import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.Result;
import jacquard.bench.Suite;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the processes of a cached workload are told; none is started. */
class CoreSuiteTest {
  private static final Suite.Selection CACHED =
      new Suite.Selection(Set.of("W6@aot"), Set.of("jacquard-loop", "jdk"));
  private static final Effort TWO_ROUNDS = new Effort(2, 1, 10, 20, 1, 1);
  private static final Console SILENT =
      new Console(
          new PrintStream(OutputStream.nullOutputStream()),
          new PrintStream(OutputStream.nullOutputStream()));

  private static final AotCache OF_LOOP = AotCache.of("jacquard-loop-W6@aot");
  private static final AotCache OF_JDK = AotCache.of("jdk-W6@aot");
  private static final String MADE = "-XX:AOTCacheOutput=";

  private final List<List<String>> commands = new ArrayList<>();

  @AfterEach
  void deleteCaches() throws Exception {
    Files.deleteIfExists(OF_LOOP.file());
    Files.deleteIfExists(OF_JDK.file());
  }

  @Test
  void run_cached_trainsEachOnceAndThenRunsWithItsCacheOrNotAtAll() throws Exception {
    Suite.Outcome outcome = suite(Set.of(OF_LOOP, OF_JDK)).run(CACHED, TWO_ROUNDS, SILENT);

    assertThat(commands).hasSize(6);
    assertThat(commands.subList(0, 2))
        .allSatisfy(command ->
            assertThat(command)
                .containsSubsequence("-XX:+AlwaysPreTouch", "-XX:-AlwaysPreTouch", "-cp")
                .endsWith("W6", "100000", "2", "0", "0"));
    assertThat(commands.get(0)).contains(MADE + OF_LOOP.file());
    assertThat(commands.get(1)).contains(MADE + OF_JDK.file());
    for (int round = 1; round <= 2; round++) {
      assertThat(commands.get(2 * round)).containsAll(OF_LOOP.used()).endsWith("10", "20");
      assertThat(commands.get(2 * round + 1)).containsAll(OF_JDK.used()).endsWith("10", "20");
    }
    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.results())
        .filteredOn(result -> result.unit().equals(CoreWorkload.COLD))
        .extracting(Result::subject, Result::rounds, result -> result.spread().median())
        .containsExactly(tuple("jacquard-loop", 2, 2.5), tuple("jdk", 2, 2.5));
  }

  @Test
  void run_subjectWhoseCacheDoesNotComeAbout_isNamedAndNotMeasured() throws Exception {
    Suite.Outcome outcome = suite(Set.of(OF_LOOP)).run(CACHED, TWO_ROUNDS, SILENT);

    assertThat(outcome.failures()).containsExactly("core W6@aot jdk: the JVM wrote no AOT cache");
    assertThat(commands).hasSize(4);
    assertThat(outcome.results()).extracting(Result::subject).containsOnly("jacquard-loop");
  }

  @Test
  void run_withoutACache_isToldOfNone() throws Exception {
    Suite.Selection usual = new Suite.Selection(Set.of("W6"), Set.of("jacquard-loop"));

    suite(Set.of()).run(usual, TWO_ROUNDS, SILENT);

    assertThat(commands)
        .hasSize(2)
        .allSatisfy(command -> assertThat(command).noneMatch(word -> word.startsWith("-XX:AOT")));
  }

  /** A suite whose processes write those of the caches that they may. */
  private CoreSuite suite(Set<AotCache> written) {
    return CoreSuite.whole(
        2,
        Optional.empty(),
        command -> {
          commands.add(command);
          written.stream()
              .map(AotCache::file)
              .filter(file -> command.contains(MADE + file))
              .forEach(CoreSuiteTest::write);
          return "result median=9.000 cpu=4.000 switches=0.1 allocated=8.0 cold=2.50\n";
        });
  }

  private static void write(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
