package jacquard.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Strand;
import jacquard.internal.engine.TestJob;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Wait;
import jacquard.internal.engine.Watch;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job that never lets go of its carrier does not stop the others. One worker: the worst case. */
@Timeout(60)
class MonitorTest {

  private final Logger logger = Logger.getLogger("jacquard");
  private final Recorder recorder = new Recorder();
  private final Spares spares = new Spares();
  private final LoopEngine engine = LoopEngine.start("for a test", 1, spares);

  @BeforeEach
  void record() {
    logger.addHandler(recorder);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void close() throws Exception {
    logger.removeHandler(recorder);
    logger.setUseParentHandlers(true);
    engine.close();
  }

  @Test
  void spinningJob_queuedJob_runsOnASpare() throws Exception {
    AtomicBoolean flag = new AtomicBoolean();
    run(() -> {
      TestJob.start(engine, () -> flag.set(true));
      spinUntil(flag);
    });

    assertSparesEnd();
  }

  @Test
  void pinnedJob_thatWaitsForAnother_isFreed() throws Exception {
    run(() -> {
      TestJob.start(engine, Pinning.LATCH::countDown);
      assertThat(Pinning.Inner.loaded()).isTrue();
    });

    assertSparesEnd();
  }

  @Test
  void spinningJob_wokenTaskInTheSlot_runsOnASpare() throws Exception {
    AtomicBoolean flag = new AtomicBoolean();
    run(() -> {
      Wait[] wait = new Wait[1];
      TestJob waiting =
          TestJob.start(
              engine,
              () -> {
                wait[0] = new Wait(Strand.current());
                wait[0].await();
                flag.set(true);
              });
      while (wait[0] == null) {
        engine.yield();
      }
      wait[0].commit(Wait.DONE);
      spinUntil(flag);
      waiting.join();
    });

    assertSparesEnd();
  }

  @Test
  void spinningJob_itsTimerAndChannel_areDrivenByASpare() throws Exception {
    AtomicBoolean fired = new AtomicBoolean();
    AtomicBoolean read = new AtomicBoolean();
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    run(() -> {
      Watch watch = engine.watch(pipe.source());
      TestJob reader =
          TestJob.start(
              engine,
              () -> {
                watch.awaitReadable(Long.MAX_VALUE);
                read.set(true);
              });
      while (watch.pendingRead() == null) {
        engine.yield();
      }
      engine.schedule(new Flag(engine.nanoTime() + 1_000_000, fired));
      pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
      spinUntil(fired);
      spinUntil(read);
      reader.join();
      watch.close();
    });
    pipe.sink().close();
    pipe.source().close();

    assertSparesEnd();
  }

  @Test
  void manySpinningJobs_thatWaitForALaterOne_allEnd() throws Exception {
    AtomicBoolean flag = new AtomicBoolean();
    run(() -> {
      List<TestJob> jobs = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        jobs.add(TestJob.start(engine, () -> spinUntil(flag)));
      }
      TestJob.start(engine, () -> flag.set(true));
      for (TestJob job : jobs) {
        job.join();
      }
    });

    assertSparesEnd();
  }

  @Test
  void spareOfASpare_goesLast_leavesTheDriverToItsWorker() throws Exception {
    for (int round = 0; round < 10; round++) {
      AtomicBoolean worker = new AtomicBoolean();
      AtomicBoolean spare = new AtomicBoolean();
      TestJob holdsTheWorker = TestJob.start(engine, () -> spinUntil(worker));
      TestJob holdsItsSpare = TestJob.start(engine, () -> spinUntil(spare));
      run(() -> worker.set(true)); // on the spare of the spare, which then drives
      holdsTheWorker.done().get(30, TimeUnit.SECONDS);
      awaitTimer();
      spare.set(true);
      holdsItsSpare.done().get(30, TimeUnit.SECONDS);
      assertSparesEnd();

      awaitTimer();
    }
  }

  private void awaitTimer() throws InterruptedException {
    CountDownLatch fired = new CountDownLatch(1);
    engine.schedule(
        new Timer(engine.nanoTime() + 1_000_000) {
          @Override
          public void fire() {
            fired.countDown();
          }
        });
    assertThat(fired.await(10, TimeUnit.SECONDS)).as("the timer fired").isTrue();
  }

  /**
   * The system has no thread left, for a while: it is said, and what failed must not stand for a
   * spare.
   */
  @Test
  void spare_cannotBeStarted_isForgottenAndTriedAgain() throws Exception {
    spares.failures.set(1);
    AtomicBoolean flag = new AtomicBoolean();
    run(() -> {
      TestJob.start(engine, () -> flag.set(true));
      spinUntil(flag);
    });

    assertSparesEnd();
    long apart = spares.startNanos.get(1) - spares.startNanos.get(0);
    assertThat(apart).isGreaterThanOrEqualTo(Monitor.RETRY_NANOS);
    assertThat(recorder.messages)
        .first()
        .isEqualTo("jacquard-monitor goes on after an unexpected failure");
  }

  @Test
  void stuckJob_twiceAtOnePlace_isNamedOnceWithItsStack() throws Exception {
    for (int i = 0; i < 2; i++) {
      run(() -> {
        TestJob.start(engine, () -> {});
        spinFor(300_000_000);
      });
      assertSparesEnd();
    }

    assertThat(recorder.messages)
        .singleElement()
        .asString()
        .startsWith("carrier jacquard-worker-0 is held for ")
        .contains(" ms by ")
        .contains("at jacquard.internal.loop.MonitorTest.spinFor");
  }

  @Test
  void stuckReaction_bareOnACarrier_isNamedAndReplaced() throws Exception {
    CountDownLatch others = new CountDownLatch(1);
    engine.react(_ -> {
      TestJob.start(engine, others::countDown);
      spinUntilWarned();
    });

    assertThat(others.await(10, TimeUnit.SECONDS)).as("the job behind it ran").isTrue();
    assertSparesEnd();
    assertThat(recorder.messages)
        .singleElement()
        .asString()
        .contains("at jacquard.internal.loop.MonitorTest.spinUntilWarned");
  }

  @Test
  void monitor_engineIsIdle_sleeps() throws Exception {
    run(() -> {});
    Thread monitor =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("jacquard-monitor"))
            .filter(thread -> ((Monitor) thread).engine() == engine)
            .findAny()
            .orElseThrow();

    while (monitor.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  /** As {@code Sleeper.wake} does whose caller's stack ends before the unpark. */
  @Test
  void monitor_wakerFailedHalfWay_bringsTheWorkerBack() throws Exception {
    Worker worker = engine.carriers()[0];
    while (!worker.sleeper.isIdle() || worker.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    worker.sleeper.rise();

    run(() -> {});

    assertSparesEnd();
  }

  /** A poll that found nothing must not put off the next look by more than TURNS. */
  @Test
  void worker_injectedWhileTasksYield_comesWithinTurns() throws Exception {
    AtomicBoolean injected = new AtomicBoolean();
    AtomicBoolean ran = new AtomicBoolean();
    long[] turns = {0};
    run(() -> {
      Thread.ofPlatform()
          .start(() -> {
            TestJob.start(engine, () -> ran.set(true));
            injected.set(true);
          });
      while (!injected.get()) {
        Thread.onSpinWait();
      }
      while (!ran.get()) {
        engine.yield();
        turns[0]++;
      }
    });

    assertThat(turns[0]).isLessThanOrEqualTo(2 * Worker.TURNS);
  }

  private void run(TestJob.Work work) throws Exception {
    TestJob.start(engine, work).done().get(30, TimeUnit.SECONDS);
  }

  private void assertSparesEnd() throws InterruptedException {
    for (Worker carrier : engine.carriers()) {
      if (carrier.stuck != null) {
        carrier.join();
      }
    }
    assertThat(engine.carriers()).hasSize(1);
    assertThat(engine.carriers()[0].isAlive()).isTrue();
  }

  private static void spinUntil(AtomicBoolean flag) {
    while (!flag.get()) {
      Thread.onSpinWait();
    }
  }

  private void spinUntilWarned() {
    long end = engine.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (recorder.messages.isEmpty() && engine.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private void spinFor(long nanos) {
    long end = engine.nanoTime() + nanos;
    while (engine.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** A class whose initializer waits: the frames of the JVM below pin the virtual thread. */
  private static final class Pinning {
    static final CountDownLatch LATCH = new CountDownLatch(1);

    static final class Inner {
      private static final boolean LOADED = await();

      static boolean loaded() {
        return LOADED;
      }

      private static boolean await() {
        try {
          return LATCH.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
          return false;
        }
      }
    }
  }

  /** Starts spares, after some failures. */
  private static final class Spares implements Consumer<Thread> {
    private final AtomicInteger failures = new AtomicInteger();
    private final List<Long> startNanos = new CopyOnWriteArrayList<>();

    @Override
    public void accept(Thread spare) {
      startNanos.add(System.nanoTime());
      if (failures.getAndDecrement() > 0) {
        throw new OutOfMemoryError("the test's: unable to create native thread");
      }
      spare.start();
    }
  }

  /** A timer that sets a flag. */
  private static final class Flag extends Timer {
    private final AtomicBoolean flag;

    Flag(long deadlineNanos, AtomicBoolean flag) {
      super(deadlineNanos);
      this.flag = flag;
    }

    @Override
    public void fire() {
      flag.set(true);
    }
  }

  /** Keeps what is logged. */
  private static final class Recorder extends Handler {
    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord entry) {
      messages.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
