package jacquard.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacquard.task.Tasks;
import jacquard.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a signal ends the process with the exit code that its supervisor expects. */
@Timeout(120)
class ShutdownTest {

  /** Drains for a moment, and ends. */
  static final class Drains {
    private Drains() {}

    public static void main(String[] args) throws Exception {
      new Announced("waiting").start();
      Shutdown.await();
      Clock.sleep(Duration.ofMillis(50));
      Shutdown.await();
      System.out.println("drained");
    }
  }

  /** Drains for ever. */
  static final class Stuck {
    private Stuck() {}

    public static void main(String[] args) throws Exception {
      new Announced("waiting").start();
      Shutdown.await();
      Clock.sleep(Duration.ofNanos(1));
      System.out.println("draining");
      Clock.sleep(Duration.ofMillis(Shutdown.FORCE_AFTER_MILLIS));
      System.out.println("still draining");
      Clock.sleep(Duration.ofMinutes(5));
    }
  }

  /** Waits until its own task is cancelled, and then lives on. */
  static final class GivenBack {
    private GivenBack() {}

    public static void main(String[] args) throws Exception {
      try {
        Tasks.timeout(Duration.ofMillis(20), Shutdown::await);
      } catch (TimeoutException _) {
        System.out.println("waiting");
      }
      Clock.sleep(Duration.ofMinutes(5));
    }
  }

  /** Says {@code word} once the main thread waits in Shutdown. */
  private static final class Announced extends Thread {
    private final String word;

    Announced(String word) {
      this.word = word;
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!Signals.PROCESS.isTaken()) {
        Thread.onSpinWait();
      }
      System.out.println(word);
    }
  }

  @BeforeEach
  void needsShell() {
    assumeTrue(Child.hasShell(), "needs a POSIX shell");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void await_signal_returnsAndTheProcessEndsWithZero(String signal) throws Exception {
    try (Child child = Child.start("true", Drains.class)) {
      child.awaitLine("waiting");
      child.signal(signal);

      assertThat(child.awaitExit()).isZero();
      assertThat(child.lines()).contains("drained");
    }
  }

  @Test
  void secondSignal_whileDraining_endsAtOnce() throws Exception {
    try (Child child = Child.start("true", Stuck.class)) {
      child.awaitLine("waiting");
      child.signal("TERM");
      child.awaitLine("still draining");
      child.signal("TERM");

      assertThat(child.awaitExit()).isEqualTo(143);
    }
  }

  @Test
  void await_cancelled_givesTheSignalsBack() throws Exception {
    try (Child child = Child.start("true", GivenBack.class)) {
      child.awaitLine("waiting");
      child.signal("TERM");

      assertThat(child.awaitExit()).isEqualTo(143);
    }
  }

  @Test
  void await_signalsKeptByTheJvm_saysSo() throws Exception {
    try (Child child = Child.start("true", Drains.class, "-Xrs")) {
      child.awaitLine("ends this process without a drain");
      child.awaitLine("waiting");
      child.signal("TERM");

      assertThat(child.awaitExit()).isEqualTo(143);
    }
  }
}
