package jacquard.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Home;
import jacquard.bench.Main;
import jacquard.bench.Suite;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectsTest {

  @Test
  void parse_entries_joinsWhatIsBrokenOverLines() {
    Subjects subjects =
        Subjects.parse(
            """
            # The subjects
            A word before.

            ## core

            ### jdk
            Virtual threads,
            as they come.

            - No structure
              at all.
            - Another.

            ## http
            ### jdk
            A server.
            """
                .lines()
                .toList());

    assertThat(subjects.entries())
        .containsExactly(
            new Subjects.Entry(
                "core",
                "jdk",
                "Virtual threads, as they come.",
                List.of("No structure at all.", "Another.")),
            new Subjects.Entry("http", "jdk", "A server.", List.of()));
    assertThat(subjects.of("core", "none").text()).isEmpty();
  }

  @Test
  void theFile_everySubjectOfEverySuite_isDescribedWithObjections() throws Exception {
    Subjects subjects = Subjects.parse(Files.readAllLines(Home.resolve("SUBJECTS.md")));

    assertThat(subjects.entries()).hasSizeGreaterThan(10);
    for (Suite suite : Main.suites(2)) {
      assertThat(suite.subjects())
          .isNotEmpty()
          .allSatisfy(subject -> {
            Subjects.Entry entry = subjects.of(suite.name(), subject.name());
            assertThat(entry.text()).as(subject.name()).isNotEmpty();
            assertThat(entry.objections()).as(subject.name()).isNotEmpty();
          });
    }
  }
}
