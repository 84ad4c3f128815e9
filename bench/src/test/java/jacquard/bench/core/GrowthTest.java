package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Effort;
import jacquard.bench.Suite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final Effort TINY = new Effort(1, 1, 0, 0, 1, 1);

  @Test
  void cases_names_tellSizeAndWorkers() {
    assertThat(Growth.cases())
        .extracting(CoreCase::name)
        .startsWith("W1@1k", "W1@10k", "W1@100k", "W1@1M", "W6@1k")
        .endsWith("W4/1", "W4/2", "W5/1", "W5/2", "W8/1", "W8/2")
        .doesNotHaveDuplicates();
  }

  @Test
  void cases_texts_tellTheSameInWords() {
    assertThat(CoreSuite.growth(Optional.empty(), false).workloads())
        .contains(
            new Suite.Entry("W1@10k", "spawn and join empty tasks, 10,000 of them"),
            new Suite.Entry("W6@1M", "1,000,000 tasks sleep for 1 s"),
            new Suite.Entry("W7@1k", "memory of a waiting task, 1,000 of them"),
            new Suite.Entry("W4/1", "4 producers, 1 consumer, capacity 64, 1 worker"));
  }

  @Test
  void command_ofACase_hasItsSizeAndWorkers() {
    CoreSubject loop = CoreSubject.all().getFirst();

    for (CoreCase measured : Growth.cases()) {
      List<String> words = loop.command(measured, TINY, List.of());
      assertThat(words)
          .endsWith(
              measured.workload().name(),
              Integer.toString(measured.size()),
              Integer.toString(measured.workers()),
              "0",
              "0")
          .contains("-Djacquard.workers=" + measured.workers());
    }
  }

  @Test
  void subjects_ofTheSuite_areThoseOfItsList() {
    assertThat(CoreSuite.growth(Optional.empty(), false).subjects())
        .extracting(Suite.Entry::name)
        .contains("jacquard-loop", "jdk", "tokio-mimalloc")
        .doesNotContain("jox", "tokio")
        .allMatch(Growth.SUBJECTS::contains);
  }

  @Test
  void brief_ofTheFullEffort_warmsUpForAQuarterAndTakesTheRoundsAsTheyCome() {
    assertThat(Effort.FULL.brief()).isEqualTo(new Effort(2, 1, 875, 1_000, 2, 1));
    // W1@1k would run a hundred tasks under that name.
    assertThat(Effort.QUICK.brief().shrink()).isEqualTo(1);
  }
}
