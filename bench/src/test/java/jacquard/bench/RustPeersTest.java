package jacquard.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.core.CoreWorkload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The core peers in Rust keep the contract of a core process, at a size that takes no time, and the
 * load generator asks what the other one asks. They are built without optimization, which takes a
 * fraction of the time of what is measured.
 */
@Timeout(240)
class RustPeersTest {
  private static final String SIZE = "1000";
  private static final int SECONDS_MAX = 50;
  private static final List<String> PROGRAMS = List.of("tokio-core", "smol-core");
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Path WORKSPACE = Home.resolve("peers/rust");
  private static final Path TARGET = Home.resolve("target/rust-debug");

  @BeforeAll
  static void build() throws Exception {
    assumeThat(NativePeers.RUST.missing()).as("reason to skip").isEmpty();
    assumeThat(cargo("fetch", "--locked")).as("crates that can't be had").isEmpty();
    String target = TARGET.toString();
    assertThat(
            cargo(
                "build",
                "--locked",
                "--target-dir",
                target,
                "-p",
                "tokio-core",
                "-p",
                "smol-core",
                "-p",
                "open-loop"))
        .isEmpty();
  }

  private static Optional<String> cargo(String... words) throws InterruptedException {
    return Toolchain.build(
        WORKSPACE,
        Map.of(),
        Stream.concat(Stream.of("cargo"), Stream.of(words)).toList(),
        "rust-debug");
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

  /** What wrk and the check before a load send is held against the same octets. */
  @Test
  void openLoop_request_isThatOfTheOthers() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(listener.getLocalPort());
      String request = "GET /plaintext HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
      FutureTask<String> asked = new FutureTask<>(() -> answered(listener, request.length()));
      Thread.startVirtualThread(asked);

      Children.output(
          List.of(binary("open-loop"), port, "/plaintext", "1", "10", "0", "100"), SECONDS_MAX);

      assertThat(asked.get()).isEqualTo(request);
    }
  }

  /** All that comes on a connection; answered as soon as so much has come. */
  private static String answered(ServerSocket listener, int length) throws IOException {
    try (Socket socket = listener.accept()) {
      String head = new String(socket.getInputStream().readNBytes(length), US_ASCII);
      socket.getOutputStream().write(ANSWER.getBytes(US_ASCII));
      return head + new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static String output(String program, String workload, String size) throws Exception {
    return Children.output(List.of(binary(program), workload, size, "2", "0", "0"), SECONDS_MAX);
  }

  private static String binary(String program) {
    return TARGET.resolve("debug").resolve(program).toString();
  }
}
