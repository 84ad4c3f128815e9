package jacquard.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.loop.LoopEngine;
import jacquard.internal.standard.StandardEngine;
import jacquard.internal.toy.ToyEngine;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every engine promises, through the seam alone. */
@Timeout(60)
class EngineContractTest {

  private static final long MILLI = 1_000_000;

  /** The engines, each started for one test. */
  enum Subject {
    LOOP_1,
    LOOP_2,
    DEFAULT,
    TOY;

    void run(Check check) throws Exception {
      switch (this) {
        case LOOP_1 -> loop(1, check);
        case LOOP_2 -> loop(2, check);
        case DEFAULT -> {
          StandardEngine engine = StandardEngine.start("for a test");
          runRoot(engine, check);
          engine.close();
        }
        case TOY -> ToyEngine.run(7, () -> check.run(Strand.current().engine()));
      }
    }

    private static void loop(int workers, Check check) throws Exception {
      LoopEngine engine = LoopEngine.start("for a test", workers);
      runRoot(engine, check);
      engine.close();
    }

    private static void runRoot(Engine engine, Check check) throws Exception {
      try {
        TestJob.start(engine, () -> check.run(engine)).done().get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case Exception cause -> throw cause;
          case Error cause -> throw cause;
          default -> throw e;
        }
      }
    }
  }

  /** Runs as a job of the engine. */
  @FunctionalInterface
  interface Check {
    void run(Engine engine) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void execute_job_runsOnAVirtualThreadWithAStrandOfTheEngine(Subject subject) throws Exception {
    subject.run(engine -> {
      Strand outer = Strand.current();
      TestJob.start(
              engine,
              () -> {
                assertThat(Strand.current().engine()).isSameAs(engine);
                assertThat(Strand.current().thread()).isSameAs(Thread.currentThread());
                assertThat(Thread.currentThread().isVirtual()).isTrue();
                assertThat(Strand.current()).isNotSameAs(outer);
              })
          .join();
      assertThat(Strand.current()).isSameAs(outer);
    });
  }

  /** From jobs, from timers and from foreign threads: wherever a wait may be committed. */
  @ParameterizedTest
  @EnumSource
  void resume_jobs_allRunOnVirtualThreads(Subject subject) throws Exception {
    subject.run(engine -> {
      AtomicInteger ran = new AtomicInteger();
      Runnable resumeSome =
          () -> {
            for (int i = 0; i < 100; i++) {
              engine.resume(
                  new TestJob(() -> {
                    assertThat(Thread.currentThread().isVirtual()).isTrue();
                    ran.incrementAndGet();
                  }));
            }
          };
      resumeSome.run();
      engine.schedule(
          new Timer(engine.nanoTime() + 1_000_000) {
            @Override
            public void fire() {
              resumeSome.run();
            }
          });
      Thread.ofPlatform().start(resumeSome);
      while (ran.get() < 300) {
        engine.yield();
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void execute_hundredThousandJobs_allRun(Subject subject) throws Exception {
    int jobs = subject == Subject.TOY ? 5_000 : 100_000;
    subject.run(engine -> {
      AtomicInteger ran = new AtomicInteger();
      List<TestJob> started = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        started.add(TestJob.start(engine, ran::incrementAndGet));
      }
      for (TestJob job : started) {
        job.join();
      }
      assertThat(ran).hasValue(jobs);
    });
  }

  @ParameterizedTest
  @EnumSource
  void execute_fromForeignThreads_allRun(Subject subject) throws Exception {
    subject.run(engine -> {
      AtomicInteger ran = new AtomicInteger();
      for (int t = 0; t < 4; t++) {
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 1000; i++) {
                engine.execute(new TestJob(ran::incrementAndGet));
              }
            });
      }
      while (ran.get() < 4000) {
        engine.yield();
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void commit_byForeignThread_endsTheWait(Subject subject) throws Exception {
    subject.run(engine -> {
      for (int i = 0; i < 200; i++) {
        Wait wait = new Wait(Strand.current());
        Thread.ofPlatform().start(() -> wait.commit("done"));
        assertThat(wait.await()).isEqualTo("done");
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void commit_backAndForth_neverLosesAWakeUp(Subject subject) throws Exception {
    int rounds = 20_000;
    subject.run(engine -> {
      AtomicReference<@Nullable Wait> ping = new AtomicReference<>();
      AtomicReference<@Nullable Wait> pong = new AtomicReference<>();
      TestJob other =
          TestJob.start(
              engine,
              () -> {
                for (int i = 0; i < rounds; i++) {
                  take(ping);
                  give(pong);
                }
              });
      for (int i = 0; i < rounds; i++) {
        give(ping);
        take(pong);
      }
      other.join();
    });
  }

  /** Leaves a token, or wakes who waits for it. There is one token at a time. */
  private static void give(AtomicReference<@Nullable Wait> box) {
    Wait waiter = box.getAndSet(new Wait(Strand.current()));
    if (waiter != null) {
      box.set(null);
      waiter.commit(Wait.DONE);
    }
  }

  /** Takes the token, waiting for it if need be. */
  private static void take(AtomicReference<@Nullable Wait> box) throws InterruptedException {
    Wait wait = new Wait(Strand.current());
    if (box.compareAndSet(null, wait)) {
      wait.await();
    } else {
      box.set(null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void schedule_manyTimers_fireInOrderAndNeverEarly(Subject subject) throws Exception {
    subject.run(engine -> {
      List<Long> firedAt = Collections.synchronizedList(new ArrayList<>());
      List<Long> deadlines = Collections.synchronizedList(new ArrayList<>());
      long start = engine.nanoTime();
      Wait last = new Wait(Strand.current());
      for (int i = 0; i < 500; i++) {
        long deadline = start + 20 * MILLI + (i * 7919L % 500) * MILLI / 10;
        engine.schedule(
            new Action(
                deadline,
                () -> {
                  firedAt.add(engine.nanoTime() - deadline);
                  deadlines.add(deadline);
                  if (firedAt.size() == 500) {
                    last.commit(Wait.DONE);
                  }
                }));
      }
      last.await();
      assertThat(firedAt).hasSize(500).allMatch(late -> late >= 0);
      List<Long> ticks = deadlines.stream().map(at -> (at - 1) / MILLI).toList();
      assertThat(ticks).isSorted();
    });
  }

  @ParameterizedTest
  @EnumSource
  void cancel_waitingTimers_doNotFire(Subject subject) throws Exception {
    subject.run(engine -> {
      AtomicInteger fired = new AtomicInteger();
      long start = engine.nanoTime();
      for (int i = 0; i < 1000; i++) {
        Timer timer = new Action(start + 200 * MILLI, fired::incrementAndGet);
        engine.schedule(timer);
        if (i % 2 == 0) {
          engine.cancel(timer);
          engine.cancel(timer);
        }
      }
      sleepUntil(engine, start + 250 * MILLI);
      assertThat(fired).hasValue(500);
    });
  }

  @ParameterizedTest
  @EnumSource
  void schedule_fromForeignThreadWhileTheEngineSleeps_wakesIt(Subject subject) throws Exception {
    subject.run(engine -> {
      Wait wait = new Wait(Strand.current());
      Timer far = new Action(engine.nanoTime() + 3_600_000 * MILLI, () -> {});
      engine.schedule(far);
      if (subject == Subject.TOY) {
        engine.schedule(new Action(engine.nanoTime() + MILLI, () -> wait.commit("soon")));
      } else {
        Thread.ofPlatform()
            .start(() ->
                engine.schedule(
                    new Action(engine.nanoTime() + 5 * MILLI, () -> wait.commit("soon"))));
      }
      assertThat(wait.await()).isEqualTo("soon");
      engine.cancel(far);
    });
  }

  @ParameterizedTest
  @EnumSource
  void schedule_fromFire_fires(Subject subject) throws Exception {
    subject.run(engine -> {
      Wait wait = new Wait(Strand.current());
      AtomicInteger links = new AtomicInteger();
      chain(engine, links, wait);
      assertThat(wait.await()).isEqualTo("chained");
      assertThat(links).hasValue(10);
    });
  }

  /** The toy gives up instead, as a test wants it. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOY")
  void schedule_timerThatThrows_doesNotStopTheOthers(Subject subject) throws Exception {
    Logger logger = Logger.getLogger("jacquard");
    logger.setFilter(entry -> !(entry.getThrown() instanceof ArithmeticException));
    subject.run(engine -> {
      long soon = engine.nanoTime() + 2 * MILLI;
      engine.schedule(
          new Action(
              soon,
              () -> {
                throw new ArithmeticException("on purpose");
              }));
      sleepUntil(engine, soon + 5 * MILLI);
    });
    logger.setFilter(null);
  }

  private static void chain(Engine engine, AtomicInteger links, Wait end) {
    Runnable next =
        () -> {
          if (links.incrementAndGet() == 10) {
            end.commit("chained");
          } else {
            chain(engine, links, end);
          }
        };
    engine.schedule(new Action(engine.nanoTime() + links.get() % 2 * MILLI, next));
  }

  @ParameterizedTest
  @EnumSource
  void await_deadlinePasses_isTimedOutAndNotEarly(Subject subject) throws Exception {
    subject.run(engine -> {
      long deadline = engine.nanoTime() + 10 * MILLI;
      Object outcome = new Wait(Strand.current()).await(deadline);
      assertThat(outcome).isSameAs(Wait.TIMED_OUT);
      assertThat(engine.nanoTime()).isGreaterThanOrEqualTo(deadline);
    });
  }

  @ParameterizedTest
  @EnumSource
  void yield_untilAnotherJobHasRun_comesBack(Subject subject) throws Exception {
    subject.run(engine -> {
      AtomicBoolean flag = new AtomicBoolean();
      TestJob.start(engine, () -> flag.set(true));
      while (!flag.get()) {
        engine.yield();
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void yield_inALoop_letsTimersAndChannelsGoOn(Subject subject) throws Exception {
    subject.run(engine -> {
      AtomicBoolean fired = new AtomicBoolean();
      engine.schedule(new Action(engine.nanoTime() + 3 * MILLI, () -> fired.set(true)));
      while (!fired.get()) {
        engine.yield();
      }

      Pipe pipe = open();
      Watch watch = engine.watch(pipe.source());
      AtomicBoolean readable = new AtomicBoolean();
      TestJob reader =
          TestJob.start(engine, () -> readable.set(watch.awaitReadable(Context.NEVER)));
      while (watch.pendingRead() == null) {
        engine.yield();
      }
      write(pipe, "x");
      while (!readable.get()) {
        engine.yield();
      }
      reader.join();
      watch.close();
      close(pipe);
    });
  }

  /**
   * The JDK's scheduler runs what a carrier has queued itself first, for ever: not promised there.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
  void execute_jobThatRequeuesItself_starvesNobody(Subject subject) throws Exception {
    subject.run(engine -> {
      AtomicBoolean stop = new AtomicBoolean();
      requeue(engine, stop);
      requeue(engine, stop);
      sleepUntil(engine, engine.nanoTime() + 5 * MILLI);
      Wait foreign = new Wait(Strand.current());
      Thread.ofPlatform().start(() -> TestJob.start(engine, () -> foreign.commit(Wait.DONE)));
      foreign.await();
      stop.set(true);
    });
  }

  private static void requeue(Engine engine, AtomicBoolean stop) {
    if (!stop.get()) {
      TestJob.start(engine, () -> requeue(engine, stop));
    }
  }

  @ParameterizedTest
  @EnumSource
  void commit_twoThatWakeEachOtherForEver_starveNobody(Subject subject) throws Exception {
    subject.run(engine -> {
      AtomicBoolean stop = new AtomicBoolean();
      AtomicReference<@Nullable Wait> ping = new AtomicReference<>();
      AtomicReference<@Nullable Wait> pong = new AtomicReference<>();
      TestJob one = TestJob.start(engine, () -> volley(stop, ping, pong));
      TestJob two = TestJob.start(engine, () -> volley(stop, pong, ping));
      AtomicInteger ran = new AtomicInteger();
      for (int i = 0; i < 100; i++) {
        TestJob.start(engine, ran::incrementAndGet).join();
      }
      sleepUntil(engine, engine.nanoTime() + 2 * MILLI);
      stop.set(true);
      one.join();
      two.join();
      assertThat(ran).hasValue(100);
    });
  }

  private static void volley(
      AtomicBoolean stop, AtomicReference<@Nullable Wait> out, AtomicReference<@Nullable Wait> in)
      throws InterruptedException {
    while (!stop.get()) {
      Wait mine = new Wait(Strand.current());
      in.set(mine);
      Wait other = out.getAndSet(null);
      if (other != null) {
        other.commit(Wait.DONE);
      }
      mine.await(mine.strand().engine().nanoTime() + MILLI);
    }
  }

  @ParameterizedTest
  @EnumSource
  void execute_manyJobsOneAfterTheOther_leakNothingIntoTheNext(Subject subject) throws Exception {
    ThreadLocal<String> local = new ThreadLocal<>();
    subject.run(engine -> {
      for (int i = 0; i < 500; i++) {
        TestJob.start(
                engine,
                () -> {
                  Strand strand = Strand.current();
                  assertThat(Thread.currentThread().isInterrupted()).isFalse();
                  assertThat(local.get()).isNull();
                  assertThat(strand.context()).isSameAs(Context.EMPTY);
                  assertThat(strand.node()).isSameAs(Cancellation.NONE);
                  assertThat(strand.lastWait()).isNull();
                  local.set("left behind");
                  strand.setContext(Context.EMPTY.with("key", "left behind"));
                  new Wait(strand).await(engine.nanoTime());
                  Thread.currentThread().interrupt();
                })
            .join();
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("ThreadPriorityCheck") // Yields so that the virtual thread is mounted twice.
  void startVirtualThread_insideAJob_runsAndHasAStrandOfItsOwn(Subject subject) throws Exception {
    subject.run(engine -> {
      Wait wait = new Wait(Strand.current());
      AtomicReference<@Nullable Strand> seen = new AtomicReference<>();
      Thread.startVirtualThread(() -> {
        seen.set(Strand.current());
        LockSupport.parkNanos(1); // leaves the carrier
        wait.commit(Wait.DONE);
      });
      wait.await();
      assertThat(seen.get()).isNotNull().isNotSameAs(Strand.current());
    });
  }

  @ParameterizedTest
  @EnumSource
  void watch_pipe_readableWhenWritten(Subject subject) throws Exception {
    subject.run(engine -> {
      Pipe pipe = open();
      try (Watch watch = engine.watch(pipe.source())) {
        for (int i = 0; i < 100; i++) {
          TestJob.start(engine, () -> write(pipe, "x"));
          assertThat(read(watch, pipe)).isEqualTo("x");
        }
      }
      close(pipe);
    });
  }

  @ParameterizedTest
  @EnumSource
  void watch_nothingComes_timesOutAndIsUsableAgain(Subject subject) throws Exception {
    subject.run(engine -> {
      Pipe pipe = open();
      try (Watch watch = engine.watch(pipe.source())) {
        assertThat(watch.awaitReadable(engine.nanoTime() + 5 * MILLI)).isFalse();
        write(pipe, "y");
        assertThat(read(watch, pipe)).isEqualTo("y");
      }
      close(pipe);
    });
  }

  @ParameterizedTest
  @EnumSource
  void watch_closedWhileWaitedFor_endsTheWait(Subject subject) throws Exception {
    subject.run(engine -> {
      Pipe pipe = open();
      Watch watch = engine.watch(pipe.source());
      TestJob.start(engine, watch::close);
      assertThatThrownBy(() -> watch.awaitReadable(Context.NEVER))
          .isInstanceOf(AsynchronousCloseException.class);
      close(pipe);
    });
  }

  @ParameterizedTest
  @EnumSource
  void watch_secondReader_isRefused(Subject subject) throws Exception {
    subject.run(engine -> {
      Pipe pipe = open();
      Watch watch = engine.watch(pipe.source());
      TestJob first = TestJob.start(engine, () -> watch.awaitReadable(Context.NEVER));
      while (watch.pendingRead() == null) {
        engine.yield();
      }
      assertThatThrownBy(() -> watch.awaitReadable(Context.NEVER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another task waits");
      write(pipe, "z");
      first.join();
      watch.close();
      close(pipe);
    });
  }

  private static Pipe open() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    return pipe;
  }

  private static void close(Pipe pipe) throws Exception {
    pipe.sink().close();
    pipe.source().close();
  }

  private static void write(Pipe pipe, String text) throws Exception {
    pipe.sink().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private static String read(Watch watch, Pipe pipe) throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(16);
    while (pipe.source().read(buffer) == 0) {
      assertThat(watch.awaitReadable(Context.NEVER)).isTrue();
    }
    return new String(buffer.array(), 0, buffer.position(), UTF_8);
  }

  private static void sleepUntil(Engine engine, long deadline) throws InterruptedException {
    assertThat(new Wait(Strand.current()).await(deadline)).isSameAs(Wait.TIMED_OUT);
    assertThat(engine.nanoTime()).isGreaterThanOrEqualTo(deadline);
  }

  /** A timer that does something. */
  private static final class Action extends Timer {
    private final Runnable action;

    Action(long deadlineNanos, Runnable action) {
      super(deadlineNanos);
      this.action = action;
    }

    @Override
    public void fire() {
      action.run();
    }
  }
}
