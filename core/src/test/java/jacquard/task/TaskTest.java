package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.internal.engine.Loom;
import jacquard.internal.engine.StalledEngine;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.toy.ToyEngine;
import jacquard.time.Clock;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TaskTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void join_byManyTasks_allGetTheValue() throws Exception {
    List<Integer> values =
        Scope.call(s -> {
          CountDownLatch go = new CountDownLatch(1);
          Task<Integer> source =
              s.fork(() -> {
                go.await();
                return 7;
              });
          List<Task<Integer>> joiners = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            joiners.add(s.fork(() -> source.join()));
          }
          go.countDown();
          List<Integer> all = new ArrayList<>();
          for (Task<Integer> joiner : joiners) {
            all.add(joiner.join());
          }
          return all;
        });

    assertThat(values).hasSize(50).containsOnly(7);
  }

  @Test
  void join_withLimit_givesUpAndLetsTheTaskGoOn() throws Exception {
    Scope.run(s -> {
      CountDownLatch go = new CountDownLatch(1);
      Task<String> slow =
          s.fork(
              "slow",
              () -> {
                go.await();
                return "done";
              });

      assertThatThrownBy(() -> slow.join(Duration.ofMillis(5)))
          .isInstanceOf(TimeoutException.class)
          .hasMessage("task 'slow' has not ended within 5 ms");
      go.countDown();
      assertThat(slow.join()).isEqualTo("done");
    });
  }

  /** Who polls a task for long must not make it long-lived, nor the list of its joiners. */
  @Test
  void join_gaveUp_isForgotten() throws Exception {
    Scope.run(s -> {
      CountDownLatch go = new CountDownLatch(1);
      Task<?> slow = s.fork(() -> go.await());
      WeakReference<Wait> first = giveUp(slow, Duration.ofNanos(1));
      giveUp(slow, Duration.ofNanos(1)); // a strand knows its last wait

      assertCollected(first);
      go.countDown();
    });
  }

  /** The one who gives up is not the first in the list: another has come, and waits on. */
  @Test
  void join_gaveUpBehindAnother_isForgotten() throws Exception {
    ToyEngine.run(
        1,
        () ->
            Scope.run(s -> {
              Task<?> slow = s.fork(() -> Clock.sleep(Duration.ofMillis(20)));
              Task<WeakReference<Wait>> impatient =
                  s.fork(() -> giveUp(slow, Duration.ofMillis(9)));
              Clock.sleep(Duration.ofMillis(5));
              Task<?> patient = s.fork(() -> slow.join());
              WeakReference<Wait> gaveUp = impatient.join();

              assertCollected(gaveUp);
              assertThat(patient.poll()).isEmpty();
              patient.join();
            }));
  }

  /** One that found no room to wait, for its timer, is not listed as one that still does. */
  @Test
  void join_thrownOutOfItsWait_isForgotten() throws Exception {
    Scope.run(s -> {
      CountDownLatch go = new CountDownLatch(1);
      Task<?> slow = s.fork(() -> go.await());
      AtomicReference<WeakReference<Strand>> joiner = new AtomicReference<>();
      Throwable thrown =
          StalledEngine.run(() -> {
            joiner.set(new WeakReference<>(Strand.current()));
            slow.join(LONG);
          });

      assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
      assertCollected(joiner.get());
      go.countDown();
    });
  }

  private static WeakReference<Wait> giveUp(Task<?> task, Duration limit) {
    assertThatThrownBy(() -> task.join(limit)).isInstanceOf(TimeoutException.class);
    return new WeakReference<>(Strand.current().lastWait());
  }

  private static void assertCollected(WeakReference<?> forgotten) {
    while (forgotten.get() != null) {
      System.gc();
    }
  }

  @Test
  void onCompletion_endedTask_forgetsItsCallbacks() throws Exception {
    Scope.run(s -> {
      CountDownLatch go = new CountDownLatch(1);
      Task<?> kept = s.fork(() -> go.await());
      WeakReference<Consumer<Outcome<?>>> callback = addCallback(kept, new AtomicReference<>());
      go.countDown();
      kept.join();

      assertCollected(callback);
      assertThat(kept.poll()).isPresent();
    });
  }

  private static WeakReference<Consumer<Outcome<?>>> addCallback(
      Task<?> task, AtomicReference<Outcome<?>> seen) {
    Consumer<Outcome<?>> callback = seen::set;
    task.onCompletion(callback);
    return new WeakReference<>(callback);
  }

  @Test
  void join_cancelledTask_saysSo() {
    assertThatThrownBy(() ->
            Scope.run(s -> {
              Task<?> task = s.fork("report", () -> Clock.sleep(LONG));
              task.cancel("not wanted");
              task.join();
            }))
        .isInstanceOf(CancelledException.class)
        .hasMessage("joined task 'report' was cancelled: asked: not wanted");
  }

  @Test
  void cancel_alone_leavesScopeAndSiblingsAlone() throws Exception {
    String value =
        Scope.call(s -> {
          Task<?> one = s.fork(() -> Clock.sleep(LONG));
          Task<String> other = s.fork(() -> "fine");
          assertThat(one.cancel("enough")).isTrue();
          assertThat(one.cancel("twice")).isFalse();
          assertThat(one.outcome()).isEqualTo(new Cancelled<>(new CancelReason.Asked("enough")));
          return other.join();
        });

    assertThat(value).isEqualTo("fine");
  }

  @Test
  void cancel_ended_isFalse() throws Exception {
    Scope.run(s -> {
      Task<Integer> task = s.fork(() -> 1);
      task.join();
      assertThat(task.cancel("late")).isFalse();
      assertThat(task.poll()).contains(new Success<>(1));
    });
  }

  /** What tells of a task without a value is a value like any other where it is returned. */
  @Test
  void join_valueIsAnOutcome_isThatOutcome() throws Exception {
    Scope.run(s -> {
      Task<?> action = s.fork(() -> {});
      Task<?> returnsNull = s.fork(() -> nothing());
      Task<?> cancelled = s.fork(() -> Clock.sleep(LONG));
      cancelled.cancel("enough");
      for (Task<?> told : List.of(action, returnsNull, cancelled)) {
        Outcome<?> outcome = told.outcome();
        assertThat(valueOf(s.fork(() -> told.outcome()))).isSameAs(outcome);
        assertThat(valueOf(s.fork(() -> told.poll().orElseThrow()))).isSameAs(outcome);
      }
    });
  }

  @Test
  void join_valueIsAFailure_isThatFailure() throws Exception {
    Outcome<Integer> failure = new Failure<>(new IOException("x"));
    Scope.run(s -> {
      assertThat(valueOf(s.fork(() -> failure))).isSameAs(failure);
    });
  }

  /** The value of {@code task}, the same by join and by outcome. */
  private static Object valueOf(Task<? extends Object> task) throws InterruptedException {
    Object value = task.join();
    assertThat(task.outcome()).isEqualTo(new Success<>(value));
    return value;
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what this test is about
  private static <T> T nothing() {
    return null;
  }

  @Test
  void outcome_ofFailure_isTheOriginal() {
    IOException broken = new IOException("x");
    AtomicReference<Outcome<?>> seen = new AtomicReference<>();

    Throwable thrown =
        catchThrowable(() ->
            Scope.run(s -> {
              Task<?> task =
                  s.fork(() -> {
                    throw broken;
                  });
              task.onCompletion(seen::set);
            }));

    assertThat(thrown).isSameAs(broken);
    assertThat(seen.get()).isEqualTo(new Failure<>(broken));
  }

  @Test
  void onCompletion_severalCallbacks_runInOrderBeforeTheScopeEnds() throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());

    Scope.run(s -> {
      CountDownLatch go = new CountDownLatch(1);
      Task<?> task = s.fork(() -> go.await());
      for (int i = 0; i < 5; i++) {
        int n = i;
        task.onCompletion(_ -> order.add(n));
      }
      go.countDown();
    });

    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void onCompletion_endedTask_isToldAtOnce() throws Exception {
    AtomicReference<Outcome<?>> seen = new AtomicReference<>();

    Scope.run(s -> {
      Task<Integer> task = s.fork(() -> 5);
      task.join();
      task.onCompletion(seen::set);
      assertThat(seen.get()).isEqualTo(new Success<>(5));
    });
  }

  @Test
  void onCompletion_callbackThrows_failsTheScope() {
    assertThatThrownBy(() ->
            Scope.run(s -> {
              CountDownLatch go = new CountDownLatch(1);
              Task<?> task = s.fork(() -> go.await());
              task.onCompletion(_ -> {
                throw new IllegalStateException("callback");
              });
              go.countDown();
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("callback");
  }

  @Test
  void join_fromOtherTasksManyTimesGivenUp_leavesNothingBehind() throws Exception {
    Scope.run(s -> {
      CountDownLatch go = new CountDownLatch(1);
      Task<?> task = s.fork(() -> go.await());
      for (int i = 0; i < 100; i++) {
        var _ = catchThrowable(() -> task.join(Duration.ZERO));
      }
      go.countDown();
      task.join();
    });
  }

  @Test
  void tasks_onOneThread_shareNoInterruptAndNoThreadLocals() throws Exception {
    ThreadLocal<String> local = new ThreadLocal<>();

    Scope.run(s -> {
      for (int i = 0; i < 1000; i++) {
        Task<?> task =
            s.fork(() -> {
              assertThat(local.get()).isNull();
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              local.set("mine");
              Thread.currentThread().interrupt();
            });
        if (i % 2 == 0) {
          task.join();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(local.get()).isNull();
      }
    });
  }

  @Test
  void join_inlineChild_seesNeitherInterruptNorThreadLocalsOfTheJoiner() throws Exception {
    ThreadLocal<String> local = new ThreadLocal<>();

    Scope.run(outer ->
        outer.fork(() -> {
          local.set("joiner");
          Scope.run(s -> {
            for (int i = 0; i < 100; i++) {
              Task<String> child =
                  s.fork(() -> {
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return String.valueOf(local.get());
                  });
              Thread.currentThread().interrupt();
              Outcome<String> outcome = awaitInterrupted(child);
              if (Loom.currentCarrier() != null) {
                assertThat(outcome).isEqualTo(new Success<>("null"));
              }
              assertThat(local.get()).isEqualTo("joiner");
            }
          });
        }));
  }

  @Test
  void join_childLeftItsInterruptFlag_isNotTheJoiners() throws Exception {
    Scope.run(s ->
        s.fork(() ->
                Scope.run(inner -> {
                  inner.fork(() -> Thread.currentThread().interrupt()).join();
                  assertThat(Thread.currentThread().isInterrupted()).isFalse();
                }))
            .join());
  }

  /**
   * An interrupted joiner that ran the child inline is still interrupted; one that parked throws.
   */
  private static <T> Outcome<T> awaitInterrupted(Task<T> task) throws InterruptedException {
    try {
      Outcome<T> outcome = task.outcome();
      Thread.interrupted();
      return outcome;
    } catch (InterruptedException _) {
      return task.outcome();
    }
  }
}
