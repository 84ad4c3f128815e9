package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RustTest {
  @TempDir Path built;

  @BeforeEach
  void noteTheCompiler() throws Exception {
    Files.writeString(
        built.resolve(".rustc_info.json"),
        "{\"outputs\":{\"1\":{\"stdout\":\"rustc 1.95.0 (59807616e 2026-04-14)\\n\"}}}");
  }

  @Test
  void otherCompiler_pinnedOne_isNone() {
    assertThat(Rust.otherCompiler(built, "rustc 1.95.0")).isEmpty();
  }

  @Test
  void otherCompiler_another_isTheReasonToSkip() {
    assertThat(Rust.otherCompiler(built, "rustc 1.95"))
        .contains("rustc 1.95 needed (https://rustup.rs fetches it)");
  }

  @Test
  void otherCompiler_cargoHasNotNotedIt_isTheReasonToSkip() throws Exception {
    Files.delete(built.resolve(".rustc_info.json"));

    assertThat(Rust.otherCompiler(built, "rustc 1.95.0"))
        .hasValueSatisfying(
            reason -> assertThat(reason).startsWith("can't tell which compiler cargo took: "));
  }

  @Test
  void versions_ofCratesAndCompiler_arePinned() {
    assertThat(Rust.compiler()).matches("rustc \\d+\\.\\d+\\.\\d+");
    assertThat(Rust.version("tokio")).matches("\\d+\\.\\d+\\.\\d+");
  }
}
