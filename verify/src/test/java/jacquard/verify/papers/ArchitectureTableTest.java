package jacquard.verify.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the papers point at is there. */
class ArchitectureTableTest {

  private static final Path ROOT = Path.of(System.getProperty("jacquard.basedir"));
  private static final Pattern ROW = Pattern.compile("(?m)^\\| .+ \\| `([^`]+)` \\|$");

  @Test
  void table_everyPath_exists() throws IOException {
    String text = Files.readString(ROOT.resolve("ARCHITECTURE.md"));

    List<String> paths = ROW.matcher(text).results().map(row -> row.group(1)).toList();

    assertThat(paths).hasSizeGreaterThan(25).allMatch(path -> Files.exists(ROOT.resolve(path)));
  }

  @Test
  void readme_everyLocalLink_exists() throws IOException {
    String text = Files.readString(ROOT.resolve("README.md"));

    List<String> links =
        Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)")
            .matcher(text)
            .results()
            .map(link -> link.group(1))
            .toList();

    assertThat(links).isNotEmpty().allMatch(path -> Files.exists(ROOT.resolve(path)));
  }
}
