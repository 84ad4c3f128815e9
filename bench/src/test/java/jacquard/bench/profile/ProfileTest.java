package jacquard.bench.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.bench.Console;
import jacquard.bench.MeasurementException;
import jacquard.chan.Channel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records something tiny, from inside and from outside, and reads what the summary says. */
class ProfileTest {
  private static final Duration LONG_ENOUGH_FOR_SAMPLES = Duration.ofMillis(400);

  @TempDir Path folder;
  private final ByteArrayOutputStream report = new ByteArrayOutputStream();

  @Test
  void summarise_recordedFromInside_tellsWhatRanAndIsKept() throws Exception {
    Profile profile = Profile.in(folder);

    try (Recorder recorder = Recorder.into(profile.recording("W3/1", "jacquard-loop"))) {
      assertThat(recorder.isOn()).isTrue();
      recorder.start();
      work();
    }
    profile.summarise("W3/1", "jacquard-loop", "17 ns/op", console());

    assertThat(report.toString(UTF_8))
        .contains("W3/1 jacquard-loop: 17 ns/op (recorded while it ran: its times are no results)")
        .containsPattern("\\d+ samples of ")
        .containsPattern("%  .*BoundedChannel\\.")
        .containsPattern("%  java\\.lang\\.Integer at jacquard\\.bench\\.profile\\.ProfileTest\\.")
        .containsPattern("park of .* at jacquard\\.bench\\.profile\\.ProfileTest\\.work")
        .contains("collections and their pauses: ", "safepoints: ", "deoptimizations: ")
        .contains("kept: " + folder.resolve("W3-1-jacquard-loop.jfr"));
    assertThat(report.toString(UTF_8))
        .contains(Files.readString(folder.resolve("W3-1-jacquard-loop.jfr.txt")));
  }

  @Test
  void record_anotherJvm_tellsWhatRanThere() throws Exception {
    Profile profile = Profile.in(folder);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Busy.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(other.inputReader(UTF_8).readLine()).isEqualTo("ready");
      String value =
          profile.record(
              other.pid(),
              "plaintext",
              "netty",
              () -> {
                assertThat(other.waitFor(LONG_ENOUGH_FOR_SAMPLES)).as("has ended").isFalse();
                return "value";
              });
      assertThat(value).isEqualTo("value");
    } finally {
      other.destroyForcibly();
    }
    profile.summarise("plaintext", "netty", "1 requests/s", console());

    assertThat(report.toString(UTF_8)).containsPattern("%  .*ProfileTest\\$Busy\\.main");
  }

  @Test
  void recorded_command_tellsTheProcessWhere() throws Exception {
    assertThat(Profile.in(folder).recorded(List.of("java", "Main"), "W1", "jdk"))
        .containsExactly(
            "java", "-Djacquard.bench.recording=" + folder.resolve("W1-jdk.jfr"), "Main");
  }

  @Test
  void ofThisProcess_nobodyAsked_isOff() throws Exception {
    try (Recorder recorder = Recorder.ofThisProcess()) {
      recorder.start();
      assertThat(recorder.isOn()).isFalse();
    }
  }

  @Test
  void summarise_noRecording_namesTheFile() {
    assertThatThrownBy(() -> Profile.in(folder).summarise("W1", "jdk", "", console()))
        .isInstanceOf(MeasurementException.class)
        .hasMessageContaining("can't read the recording " + folder.resolve("W1-jdk.jfr"));
  }

  private Console console() {
    PrintStream stream = new PrintStream(report, true, UTF_8);
    return new Console(stream, stream);
  }

  /** Uses a channel for long enough to be sampled, and parks once. */
  private static long work() throws InterruptedException {
    LockSupport.parkNanos(1);
    Channel<Integer> channel = Channel.bounded(1);
    long sum = 0;
    int value = 1 << 20; // beyond those that are boxed once and for all
    long end = System.nanoTime() + LONG_ENOUGH_FOR_SAMPLES.toNanos();
    while (System.nanoTime() - end < 0) {
      for (int i = 0; i < 1_000; i++) { // seldom a look at the clock, which is no code of ours
        channel.send(value++);
        sum += channel.receive();
      }
    }
    return sum;
  }

  /** A process that does nothing but work, and ends by itself if it is forgotten. */
  static final class Busy {
    private static final long SECONDS_MAX = 30;

    public static void main(String[] arguments) {
      System.out.println("ready");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
      while (System.nanoTime() - end < 0) {
        Thread.onSpinWait();
      }
    }
  }
}
