package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.core.CoreWorkload;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The core peers in Rust keep the contract of a core process, at a size that takes no time. They
 * are built without optimization, which takes a fraction of the time of what is measured.
 */
@Timeout(240)
class RustPeersTest {
  private static final String SIZE = "1000";
  private static final int SECONDS_MAX = 50;
  private static final List<String> PROGRAMS = List.of("tokio-core", "smol-core");
  private static final Path WORKSPACE = Home.resolve("peers/rust");
  private static final Path TARGET = Home.resolve("target/rust-debug");

  @BeforeAll
  static void build() throws Exception {
    assumeThat(NativePeers.RUST.missing()).as("reason to skip").isEmpty();
    assumeThat(cargo("fetch", "--locked")).as("crates that can't be had").isEmpty();
    String target = TARGET.toString();
    assertThat(
            cargo(
                "build", "--locked", "--target-dir", target, "-p", "tokio-core", "-p", "smol-core"))
        .isEmpty();
  }

  private static Optional<String> cargo(String... words) throws InterruptedException {
    return Toolchain.build(
        WORKSPACE, Stream.concat(Stream.of("cargo"), Stream.of(words)).toList(), "rust-debug");
  }

  /** All but W6, which would sleep four times. */
  static Stream<Arguments> pairs() {
    return EnumSet.complementOf(EnumSet.of(CoreWorkload.W6)).stream()
        .flatMap(workload -> PROGRAMS.stream().map(program -> Arguments.of(program, workload)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void process_everyWorkload_checksItsAnswerAndPrintsItsResult(
      String program, CoreWorkload workload) throws Exception {
    assertThat(output(program, workload.name(), SIZE)).startsWith("result median=");
  }

  @Test
  void process_answerIsWrong_failsAndSaysWhy() {
    // Ten children share 15 leaves: one each, and five are lost.
    assertThatThrownBy(() -> output("smol-core", "W5", "15"))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("exit 1: error: answer must be 105, was 45");
  }

  private static String output(String program, String workload, String size) throws Exception {
    String binary = TARGET.resolve("debug").resolve(program).toString();
    return Children.output(List.of(binary, workload, size, "2", "0", "0"), SECONDS_MAX);
  }
}
