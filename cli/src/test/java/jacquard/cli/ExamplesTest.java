package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs every example, as the README tells a newcomer to. */
final class ExamplesTest {

  @Test
  void examples_areAllTestedHere() throws Exception {
    try (Stream<Path> files = Files.list(Command.CLONE.resolve("examples"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "bank.java",
              "hello.java", // ServingTest
              "mirrors.java",
              "pipeline.java",
              "proxy.java");
    }
  }

  @Test
  void bank_keepsItsMoneyAndTellsTheNews() throws Exception {
    assertThat(run("examples/bank.java"))
        .isEqualTo(
            """
            1000 transfers made; the bank holds €4000.00
            wages: done
            a yacht: failed, Ben has €1301.00
            an audit: cancelled, deadline of 100 ms passed
            the bank holds €4000.00, as in the beginning
            """);
  }

  @Test
  void pipeline_deliversEverythingAndNeverFillsUp() throws Exception {
    assertThat(run("examples/pipeline.java"))
        .containsPattern("Ada delivered \\d+\nBen delivered \\d+\nCleo delivered \\d+\n")
        .containsPattern("200 dishes delivered, never more than [1-8] waiting\n");
  }

  @Test
  void mirrors_winnerComesAndLosersDoNotHoldItUp() throws Exception {
    String out = run("examples/mirrors.java");
    assertThat(out.lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("first success: near, after \\d+ ms"),
            line -> assertThat(line).matches("ten, four at a time: 10 pages, after \\d+ ms"),
            line -> assertThat(line).matches("one fails: .*answered 503, after \\d+ ms"),
            line -> assertThat(line).matches("a deadline: .*100 ms.*, after \\d+ ms"));
    // The distant mirror would have taken a minute.
    assertThat(out).doesNotContainPattern("after \\d{5,} ms");
  }

  @Test
  void proxy_selfTest_showsBackPressureAndDrains() throws Exception {
    assertThat(run("examples/proxy.java", "--self-test"))
        .containsPattern("echo: hello through the proxy\n")
        .containsPattern("back-pressure: the sender waits after \\d+ of 64 MB")
        .containsPattern("draining: \\d connections, up to 10 s … done\n");
  }

  @Test
  void proxy_serving_drainsAtCtrlC() throws Exception {
    try (Child child = Command.start("run", "examples/proxy.java", "0", "localhost:9")) {
      child.awaitOut("forwarding localhost:");
      child.interrupt();
      assertThat(child.awaitEnd()).isZero();
      assertThat(child.out()).endsWith("draining: 0 connections, up to 10 s … done\n");
    }
  }

  @Test
  void proxy_targetRefuses_saysSo() throws Exception {
    int port = Command.freePort();
    String target = "localhost:" + Command.freePort();
    try (Child child = Command.start("run", "examples/proxy.java", String.valueOf(port), target)) {
      child.awaitOut("forwarding localhost:");
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(child.awaitErr("connect to localhost"))
            .contains(target.substring("localhost".length()));
      }
    }
  }

  private static String run(String... words) throws InterruptedException {
    String[] command = Stream.concat(Stream.of("run"), Stream.of(words)).toArray(String[]::new);
    try (Child child = Command.start(command)) {
      assertThat(child.awaitEnd()).as(child.err()).isZero();
      return child.out();
    }
  }
}
