package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolchainTest {

  @Test
  void missing_noSuchProgram_isTheReasonWithItsRemedy() {
    assertThat(Toolchain.missing("no-such-program", "apt install it"))
        .contains("no-such-program not found (apt install it)");
  }

  @ParameterizedTest
  @CsvSource({"go1.26.8, 1.26.8", "v20.20.2, 20.20.2", "devel go1.27-3f2a, 1.27", "none, 0"})
  void version_printedByAProgram_isItsFirstNumber(String printed, String version) {
    assertThat(Toolchain.version(List.of("echo", printed))).isEqualTo(version);
  }

  @Test
  void version_noSuchProgram_isZero() {
    assertThat(Toolchain.version(List.of("no-such-program"))).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({"1.26, 1.26", "1.26.8, 1.26", "1.100, 1.26", "24.1.0, 20"})
  void older_newEnough_isEmpty(String found, String least) {
    assertThat(Toolchain.older("go", found, least)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.25.9, 1.26", "1.9, 1.26", "0, 20"})
  void older_tooOld_isTheReason(String found, String least) {
    assertThat(Toolchain.older("go", found, least))
        .contains("go " + least + " or newer needed, found " + found);
  }
}
