package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WaitTest {

  @Test
  void commit_beforeAwait_isReturnedAtOnce() throws Exception {
    Wait wait = new Wait(Strand.current());

    assertThat(wait.commit("early")).isTrue();
    assertThat(wait.await()).isEqualTo("early");
    assertThat(wait.commit("late")).isFalse();
  }

  @Test
  void commit_byManyThreads_oneWins() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      Wait wait = new Wait(Strand.current());
      AtomicInteger winners = new AtomicInteger();
      AtomicInteger winner = new AtomicInteger();
      CountDownLatch done = new CountDownLatch(3);
      for (int i = 1; i <= 3; i++) {
        Integer me = i;
        Thread.ofVirtual()
            .start(() -> {
              if (wait.commit(me)) {
                winners.incrementAndGet();
                winner.set(me);
              }
              done.countDown();
            });
      }
      Object outcome = wait.await();
      done.await();

      assertThat(winners).hasValue(1);
      assertThat(outcome).isEqualTo(winner.get());
    }
  }

  @Test
  void await_deadlinePassed_isTimedOutAndNotEarly() throws Exception {
    Strand strand = Strand.current();
    long deadline = strand.engine().nanoTime() + 3_000_000;

    Object outcome = new Wait(strand).await(deadline);

    assertThat(outcome).isSameAs(Wait.TIMED_OUT);
    assertThat(strand.engine().nanoTime()).isGreaterThanOrEqualTo(deadline);
  }

  @Test
  void await_committedBeforeItsDeadline_takesItsTimerBack() {
    assertCollected(endedWithinTheHour(wait -> wait.commit("early")));
  }

  @Test
  void await_interruptedBeforeItsDeadline_takesItsTimerBack() {
    assertCollected(endedWithinTheHour(_ -> Thread.currentThread().interrupt()));
  }

  /** A wait with a deadline, on a strand of its own that nobody keeps. */
  private static WeakReference<Wait> endedWithinTheHour(Consumer<Wait> end) {
    Strand strand = new Strand(Strand.current().engine(), Thread.currentThread(), false);
    Wait wait = new Wait(strand);
    end.accept(wait);
    long deadline = strand.engine().nanoTime() + TimeUnit.HOURS.toNanos(1);
    var _ = catchThrowable(() -> wait.await(deadline));
    assertThat(wait.isPending()).isFalse();
    return new WeakReference<>(wait);
  }

  /** The timer holds the wait, and the engine holds the timer until it fires. */
  private static void assertCollected(WeakReference<Wait> ended) {
    while (ended.get() != null) {
      System.gc();
    }
  }

  @Test
  void await_interrupted_throwsAndNothingElseCanCommit() {
    Wait wait = new Wait(Strand.current());
    Thread.currentThread().interrupt();

    assertThatThrownBy(wait::await)
        .isInstanceOf(InterruptedException.class)
        .hasMessage("the thread was interrupted");
    assertThat(wait.commit("late")).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Whoever loses the race for the outcome, the interrupt is thrown or still there. */
  @Test
  void await_interruptRacesACommit_isNotLost() throws Exception {
    int lost = 0;
    for (int round = 0; round < 3_000; round++) {
      AtomicReference<Wait> pending = new AtomicReference<>();
      AtomicBoolean sent = new AtomicBoolean();
      AtomicBoolean met = new AtomicBoolean();
      Thread waiter = new Thread(() -> met.set(meets(pending, sent)));
      waiter.start();
      while (pending.get() == null || LockSupport.getBlocker(waiter) == null) {
        Thread.onSpinWait();
      }
      waiter.interrupt();
      pending.get().commit(Wait.DONE);
      sent.set(true);
      waiter.join();
      lost += met.get() ? 0 : 1;
    }

    assertThat(lost).isZero();
  }

  private static boolean meets(AtomicReference<Wait> pending, AtomicBoolean sent) {
    Wait wait = new Wait(Strand.current());
    pending.set(wait);
    try {
      wait.await();
    } catch (InterruptedException _) {
      return true;
    }
    while (!sent.get()) {
      Thread.onSpinWait();
    }
    return Thread.interrupted();
  }

  /** A wait for which nobody parks; counts its wake-ups. */
  private static final class Stackless extends Wait {
    private final AtomicInteger wakes = new AtomicInteger();

    Stackless() {
      super(Strand.current());
    }

    boolean suspended() {
      return suspend();
    }

    @Override
    protected void wake() {
      wakes.incrementAndGet();
    }
  }

  @Test
  void suspend_committedBefore_isRefusedAndNobodyIsWoken() {
    Stackless wait = new Stackless();
    assertThat(wait.commit("early")).isTrue();
    assertThat(wait.suspended()).isFalse();
    assertThat(wait.outcome()).isEqualTo("early");
    assertThat(wait.wakes).hasValue(0);
  }

  @Test
  void suspend_committedAfter_isWokenOnce() {
    Stackless wait = new Stackless();
    assertThat(wait.suspended()).isTrue();
    assertThat(wait.isPending()).isTrue();
    assertThat(wait.outcome()).isNull();
    assertThat(wait.commit("first")).isTrue();
    assertThat(wait.commit("second")).isFalse();
    assertThat(wait.outcome()).isEqualTo("first");
    assertThat(wait.wakes).hasValue(1);
  }
}
