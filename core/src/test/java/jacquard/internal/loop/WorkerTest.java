package jacquard.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.driver.Driver;
import jacquard.internal.engine.Reaction;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.TestJob;
import jacquard.internal.engine.Wait;
import jacquard.internal.engine.Watch;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: a worker lets everybody have a turn, whatever the others do.
 *
 * Method: what counts turns is asked of a worker that never starts, whose thread is the test's; nobody
 * else has a hand in that. What only the loop of a running worker shows is run on an engine of one.
 */
@Timeout(60)
class WorkerTest {

  private final LoopEngine engine = LoopEngine.start("for a test", 1);
  private final Worker worker =
      new Worker(engine, "never started", new Driver(engine::nanoTime, Watch.STALE_MAX));

  @AfterEach
  void close() throws Exception {
    engine.close();
    worker.driver.close();
  }

  @Test
  void takeFresh_jobsWithoutEnd_stopsWithinTurns() {
    int taken = 0;
    do {
      worker.push(new TestJob(() -> {}));
      taken++;
    } while (worker.takeFresh() != null && taken < 10 * Worker.TURNS);

    assertThat(taken).isLessThanOrEqualTo(Worker.TURNS + 1);
  }

  @Test
  void takeFresh_hurried_stopsAtOnce() {
    worker.push(new TestJob(() -> {}));
    worker.hurryUp();

    assertThat(worker.takeFresh()).isNull();
  }

  @Test
  void isAlone_askedWithoutEnd_isNotWithinTurns() {
    int asked = 0;
    do {
      asked++;
    } while (worker.isAlone() && asked < 10 * Worker.TURNS);

    assertThat(asked).isBetween(2, Worker.TURNS);
  }

  @Test
  void isAlone_somethingInTheQueue_isNot() {
    assertThat(worker.isAlone()).isTrue();
    worker.push("ready");

    assertThat(worker.isAlone()).isFalse();
  }

  @Test
  void isAlone_somethingInTheSlot_isNot() {
    assertThat(worker.isAlone()).isTrue();
    worker.queue.swapSlot("woken");

    assertThat(worker.isAlone()).isFalse();
  }

  @Test
  void isAlone_hurried_isNot() {
    assertThat(worker.isAlone()).isTrue();
    worker.hurryUp();

    assertThat(worker.isAlone()).isFalse();
  }

  /**
   * What is woken goes before what is queued: two that wake each other would be first for ever. The
   * best of some tries, as a spare may take the third away when the machine is busy.
   */
  @Test
  void slot_twoThatWakeEachOther_letTheQueueHaveATurn() throws Exception {
    int least = PingPong.MAX;
    for (int i = 0; i < 5; i++) {
      PingPong pair = new PingPong();
      TestJob.start(engine, () -> playUntilAThirdRuns(pair)).done().get(30, TimeUnit.SECONDS);
      least = Math.min(least, pair.turns.get());
    }

    assertThat(least).isLessThan(Worker.TURNS);
  }

  private void playUntilAThirdRuns(PingPong pair) throws InterruptedException {
    TestJob other =
        TestJob.start(
            engine,
            () -> {
              TestJob.start(engine, pair::end);
              pair.play(1);
            });
    pair.play(0);
    other.join();
  }

  /**
   * Another carrier would need longer to wake than this one to come back to it. The best of some
   * tries: the other may not have been asleep yet.
   */
  @Test
  void reactionThatGoesOn_aloneOnItsWorker_wakesNoOther() throws Exception {
    LoopEngine two = LoopEngine.start("for a test", 2);
    int least = 2;
    try {
      for (int i = 0; i < 5; i++) {
        while (two.idle.get() < 2) {
          Thread.onSpinWait();
        }
        Again again = new Again(two);
        two.react(again);
        least = Math.min(least, again.carriers.get(30, TimeUnit.SECONDS).size());
      }
    } finally {
      two.close();
    }

    assertThat(least).isEqualTo(1);
  }

  /**
   * A worker that holds two things can't come to both at once: it tells another before it goes on.
   * The best of some tries: the monitor may have woken the other before.
   */
  @Test
  void reactionThatGoesOn_anotherBehindIt_wakesASecondWorker() throws Exception {
    LoopEngine two = LoopEngine.start("for a test", 2);
    boolean woke = false;
    try {
      for (int i = 0; i < 5 && !woke; i++) {
        while (two.idle.get() < 2) {
          Thread.onSpinWait();
        }
        BesideAnother going = new BesideAnother(two);
        two.react(going);
        woke = going.wokeAnother.get(30, TimeUnit.SECONDS);
      }
    } finally {
      two.close();
    }

    assertThat(woke).isTrue();
  }

  /** Leaves something in the slot and goes on; tells whether that woke the other worker. */
  private static final class BesideAnother implements Reaction {
    final CompletableFuture<Boolean> wokeAnother = new CompletableFuture<>();
    private final LoopEngine engine;
    private boolean goesOn;

    BesideAnother(LoopEngine engine) {
      this.engine = engine;
    }

    @Override
    public void react(Strand strand) {
      if (goesOn) {
        wokeAnother.join(); // awake until it was looked at
        return;
      }
      goesOn = true;
      while (engine.idle.get() == 0) { // the one that was woken for this, or for its predecessor
        Thread.onSpinWait();
      }
      engine.react(_ -> {});
      boolean slept = engine.idle.get() == 1;
      engine.react(this);
      wokeAnother.complete(slept && engine.idle.get() == 0);
    }
  }

  /** Goes on for a number of turns, and notes who carries them. */
  private static final class Again implements Reaction {
    final CompletableFuture<Set<Thread>> carriers = new CompletableFuture<>();
    private final Set<Thread> seen = new HashSet<>();
    private final LoopEngine engine;
    private int left = 10_000;

    Again(LoopEngine engine) {
      this.engine = engine;
    }

    @Override
    public void react(Strand strand) {
      seen.add(Thread.currentThread());
      if (--left == 0) {
        carriers.complete(seen);
      } else {
        engine.react(this);
      }
    }
  }

  /** Two that wait in turn, each woken by the other, until somebody else ends it. */
  private static final class PingPong {
    static final int MAX = 10_000;

    private final AtomicReferenceArray<@Nullable Wait> waits = new AtomicReferenceArray<>(2);
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean ended;

    void play(int me) throws InterruptedException {
      while (!isOver()) {
        turns.incrementAndGet();
        Wait mine = new Wait(Strand.current());
        waits.set(me, mine);
        wake(1 - me);
        if (!isOver()) { // after its wait can be seen: the other may have looked for it before
          mine.await();
        }
      }
      wake(1 - me);
    }

    private boolean isOver() {
      return ended || turns.get() >= MAX;
    }

    private void wake(int player) {
      Wait wait = waits.get(player);
      if (wait != null) {
        wait.commit(Wait.DONE);
      }
    }

    void end() {
      ended = true;
    }
  }
}
