package jacquard.chan;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.internal.engine.StalledEngine;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.queue.Eventually;
import jacquard.task.Cancelled;
import jacquard.task.CancelledException;
import jacquard.task.Outcome;
import jacquard.task.Scope;
import jacquard.task.Success;
import jacquard.task.Task;
import jacquard.task.TaskLocal;
import jacquard.task.Tasks;
import jacquard.time.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OneShotTest {

  // ---- sending and receiving

  @Test
  void receive_sentBefore_returnsTheValueEachTime() throws Exception {
    OneShot<String> shot = OneShot.create();

    assertThat(shot.send("a")).isTrue();

    assertThat(shot.receive()).isEqualTo("a");
    assertThat(shot.receive(ofMillis(1))).isEqualTo("a");
    assertThat(shot.tryReceive()).isEqualTo(new Received.Value<>("a"));
  }

  @Test
  void receive_sentLater_wakesAllWhoWait() throws Exception {
    OneShot<String> shot = OneShot.create();
    Scope.run(scope -> {
      List<Task<String>> waiting = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        waiting.add(scope.fork(() -> shot.receive()));
      }
      waiting.add(scope.fork(() -> shot.receive(ofHours(1))));
      Eventually.until(shot::hasListeners);
      shot.send("a");
      for (Task<String> task : waiting) {
        assertThat(task.join()).isEqualTo("a");
      }
    });
  }

  @Test
  void send_second_returnsFalseAndChangesNothing() throws Exception {
    OneShot<String> shot = OneShot.create();
    shot.send("a");

    assertThat(shot.send("b")).isFalse();
    shot.close();

    assertThat(shot.receive()).isEqualTo("a");
    assertThat(shot.isClosed()).isFalse();
  }

  @Test
  void send_null_isRefused() {
    OneShot<String> shot = OneShot.create();

    assertThatThrownBy(() -> shot.send(nothing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a one-shot carries no null");
    assertThat(shot.tryReceive()).isEqualTo(new Received.Empty<>());
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what this test is about
  private static <T> T nothing() {
    return null;
  }

  @Test
  void send_closedByReceiver_returnsFalse() {
    OneShot<String> shot = OneShot.create();
    shot.close();

    assertThat(shot.isClosed()).isTrue();
    assertThat(shot.send("a")).isFalse();
  }

  @Test
  void receive_closed_throwsClosed() {
    OneShot<String> shot = OneShot.create();
    shot.close();

    assertThatThrownBy(shot::receive)
        .isInstanceOf(ClosedException.class)
        .hasMessage("one-shot is closed");
    assertThat(shot.tryReceive()).isEqualTo(new Received.Closed<>(null));
  }

  @Test
  void receive_closedWithCauseWhileWaiting_throwsIt() {
    OneShot<String> shot = OneShot.create();
    IOException cause = new IOException("gone");

    assertThatThrownBy(() ->
            Scope.run(scope -> {
              Task<String> waiting = scope.fork(() -> shot.receive());
              Eventually.until(shot::hasListeners);
              shot.close(cause);
              waiting.join();
            }))
        .isInstanceOf(ChannelFailedException.class)
        .hasCause(cause);
  }

  @Test
  void receive_limitPasses_throwsTimeoutAndLeavesNoListener() throws Exception {
    OneShot<String> shot = OneShot.create();

    assertThatThrownBy(() -> shot.receive(ofMillis(1)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("nothing came from one-shot (open) within 1 ms");
    assertThatThrownBy(() -> shot.receive(ofMillis(0))).isInstanceOf(TimeoutException.class);

    assertThat(shot.hasListeners()).isFalse();
    shot.send("a");
    assertThat(shot.receive(ofMillis(0))).isEqualTo("a");
  }

  @Test
  void receive_cancelled_throwsAndTakesNothing() throws Exception {
    OneShot<String> shot = OneShot.create();
    Scope.run(scope -> {
      Task<String> waiting = scope.fork(() -> shot.receive());
      Eventually.until(shot::hasListeners);
      waiting.cancel("enough");
      assertThat(waiting.outcome()).isInstanceOf(Cancelled.class);
    });

    assertThat(shot.hasListeners()).isFalse();
    assertThat(shot.send("a")).isTrue();
  }

  @Test
  void receive_thrownOutOfItsWait_leavesNoListener() throws Exception {
    OneShot<String> shot = OneShot.create();

    assertThat(StalledEngine.run(() -> shot.receive(ofHours(1))))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(shot.hasListeners()).isFalse();
  }

  @Test
  void receive_alreadyCancelledTask_throwsEvenIfSent() throws Exception {
    OneShot<String> shot = OneShot.create();
    shot.send("a");
    Scope.run(scope -> {
      scope.cancel("now");
      assertThat(catchThrowable(shot::receive)).isInstanceOf(CancelledException.class);
    });
  }

  @Test
  void send_manyAtOnce_oneWins() throws Exception {
    for (int round = 0; round < 200; round++) {
      OneShot<Integer> shot = OneShot.create();
      AtomicInteger sent = new AtomicInteger();
      int received =
          Scope.call(scope -> {
            Task<Integer> waiting = scope.fork(() -> shot.receive());
            for (int i = 1; i <= 4; i++) {
              int value = i;
              scope.fork(() -> {
                if (shot.send(value)) {
                  assertThat(sent.getAndSet(value)).isZero();
                }
              });
            }
            return waiting.join();
          });
      assertThat(received).isEqualTo(sent.get());
    }
  }

  // ---- without a stack

  @Test
  void then_sentLater_handlesTheValueOnce() throws Exception {
    OneShot<String> shot = OneShot.create();
    int length =
        Scope.call(scope -> {
          Task<Integer> handled = shot.then(scope, String::length);
          assertThat(handled.poll()).isEmpty();
          shot.send("abc");
          shot.send("abcd");
          return handled.join();
        });

    assertThat(length).isEqualTo(3);
  }

  @Test
  void then_handlerReturnsTheOutcomeOfATaskWithoutAValue_isThatOutcome() throws Exception {
    OneShot<Task<?>> shot = OneShot.create();
    Scope.run(scope -> {
      Task<?> action = scope.fork(() -> {});
      Outcome<?> outcome = action.outcome();
      Task<?> handled = shot.then(scope, task -> task.poll().orElseThrow());
      shot.send(action);
      assertThat((Object) handled.join()).isSameAs(outcome);
    });
  }

  @Test
  void then_sentBefore_runsOnTheCallersStack() throws Exception {
    OneShot<String> shot = OneShot.create();
    shot.send("abc");
    Scope.run(scope -> {
      Task<Thread> handled = shot.then(scope, _ -> Thread.currentThread());
      assertThat(handled.poll()).contains(new Success<>(Thread.currentThread()));
    });
  }

  @Test
  void then_sent_runsWithinTheSend() throws Exception {
    OneShot<String> shot = OneShot.create();
    Scope.run(scope -> {
      Task<Integer> handled = shot.then(scope, String::length);
      scope
          .fork(() -> {
            shot.send("abc");
            assertThat(handled.poll()).contains(new Success<>(3));
          })
          .join();
    });
  }

  @Test
  void then_severalAndReceivers_allAreTold() throws Exception {
    OneShot<Integer> shot = OneShot.create();
    int sum =
        Scope.call(scope -> {
          Task<Integer> one = shot.then(scope, value -> value + 1);
          Task<Integer> two = scope.fork(() -> shot.receive());
          Task<Integer> three = shot.then(scope, value -> value + 2);
          shot.send(10);
          return one.join() + two.join() + three.join();
        });

    assertThat(sum).isEqualTo(33);
  }

  @Test
  void then_handlerThrows_failsTheScopeNotTheSender() {
    OneShot<String> shot = OneShot.create();
    IOException failure = new IOException("unreadable");
    AtomicReference<Boolean> sent = new AtomicReference<>();

    Throwable thrown =
        catchThrowable(() ->
            Scope.run(scope -> {
              shot.then(
                  scope,
                  _ -> {
                    throw failure;
                  });
              sent.set(shot.send("a"));
            }));

    assertThat(thrown).isSameAs(failure);
    assertThat(sent.get()).isTrue();
  }

  @Test
  void then_closed_failsWithClosed() {
    OneShot<String> shot = OneShot.create();

    assertThatThrownBy(() ->
            Scope.run(scope -> {
              shot.then(scope, String::length);
              shot.close();
            }))
        .isInstanceOf(ClosedException.class);
  }

  @Test
  void then_scopeCancelledFirst_neverRunsTheHandler() throws Exception {
    OneShot<String> shot = OneShot.create();
    AtomicInteger ran = new AtomicInteger();
    AtomicReference<Outcome<Integer>> outcome = new AtomicReference<>();
    Scope.run(scope -> {
      Task<Integer> handled = shot.then(scope, _ -> ran.incrementAndGet());
      handled.onCompletion(outcome::set);
      scope.cancel("enough");
    });
    shot.send("a");

    assertThat(ran).hasValue(0);
    assertThat(outcome.get()).isInstanceOf(Cancelled.class);
    assertThat(shot.hasListeners()).isFalse();
  }

  @Test
  void then_inACancelledScope_ends() throws Exception {
    OneShot<String> shot = OneShot.create();
    Scope.run(scope -> {
      scope.cancel("before");
      shot.then(scope, String::length);
    });
    assertThat(shot.hasListeners()).isFalse();
  }

  @Test
  void then_taskCancelled_otherChildrenGoOn() throws Exception {
    OneShot<String> shot = OneShot.create();
    Scope.run(scope -> {
      Task<Integer> cancelled = shot.then(scope, String::length);
      Task<Integer> kept = shot.then(scope, String::length);
      assertThat(cancelled.cancel("not needed")).isTrue();
      assertThat(cancelled.outcome()).isInstanceOf(Cancelled.class);
      shot.send("ab");
      assertThat(kept.join()).isEqualTo(2);
    });
  }

  @Test
  void then_handlerThatMayWait_isToldSoWithItsStack() {
    OneShot<String> shot = OneShot.create();

    assertThatThrownBy(() ->
            Scope.run(scope -> {
              shot.then(
                  scope,
                  _ -> {
                    Clock.sleep(ofMillis(1));
                    return 0;
                  });
              shot.send("a");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a handler must not wait")
        .satisfies(thrown ->
            assertThat(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(OneShotTest.class.getName())));
  }

  @Test
  void then_handlerThatForks_scopeWaitsForTheChild() throws Exception {
    OneShot<String> shot = OneShot.create();
    AtomicInteger ended = new AtomicInteger();
    Scope.run(scope -> {
      shot.then(
          scope,
          _ ->
              scope.fork(() -> {
                Tasks.yield();
                ended.incrementAndGet();
              }));
      shot.send("a");
    });

    assertThat(ended).hasValue(1);
  }

  @Test
  void then_taskLocal_isThatOfTheCaller() throws Exception {
    TaskLocal<String> user = TaskLocal.of("nobody");
    OneShot<String> shot = OneShot.create();
    Scope.run(scope -> {
      Task<String> handled =
          user.bind("caller", () -> shot.then(scope, value -> user.get() + " " + value));
      user.bind("sender", () -> shot.send("a"));
      assertThat(handled.join()).isEqualTo("caller a");
    });
  }

  @Test
  void then_chainOfManyThousand_doesNotOverflow() throws Exception {
    int length = 100_000;
    List<OneShot<Integer>> chain = new ArrayList<>();
    for (int i = 0; i <= length; i++) {
      chain.add(OneShot.create());
    }
    int last =
        Scope.call(scope -> {
          for (int i = 0; i < length; i++) {
            OneShot<Integer> next = chain.get(i + 1);
            chain.get(i).then(scope, value -> next.send(value + 1));
          }
          chain.getFirst().send(0);
          return chain.getLast().receive();
        });

    assertThat(last).isEqualTo(length);
  }

  @Test
  void then_racesOfSendCancelAndClose_alwaysEnd() throws Exception {
    for (int round = 0; round < 500; round++) {
      OneShot<Integer> shot = OneShot.create();
      AtomicInteger ran = new AtomicInteger();
      AtomicReference<Boolean> sent = new AtomicReference<>(false);
      try {
        Scope.run(scope -> {
          Task<Integer> handled = shot.then(scope, _ -> ran.incrementAndGet());
          scope.fork(() -> sent.set(shot.send(1)));
          scope.fork(() -> handled.cancel("enough"));
          scope.fork(() -> shot.close());
        });
        assertThat(ran.get()).isLessThanOrEqualTo(1);
      } catch (ClosedException _) {
        assertThat(sent.get()).isFalse();
        assertThat(ran).hasValue(0);
      }
    }
  }

  /** A joiner may run a child that nobody has begun; not one whose value is not there. */
  @Test
  void then_joinedByItsOwnerBeforeTheValue_waits() throws Exception {
    OneShot<String> source = OneShot.create();
    int length =
        Scope.call(s ->
            s.fork(() ->
                    Scope.call(inner -> {
                      Task<Integer> task = source.then(inner, String::length);
                      s.fork("sender", () -> source.send("four"));
                      return task.join();
                    }))
                .join());

    assertThat(length).isEqualTo(4);
  }

  /**
   * Goal: those that gave up don't pile up while another waits. Method: three that poll in turn.
   */
  @Test
  void receive_pollersThatGiveUp_areForgotten() {
    Wait wait = new Wait(Strand.current());
    Listener newest = waiting(wait, null);
    for (int i = 0; i < 100_000; i++) {
      Wait older = wait;
      wait = new Wait(Strand.current());
      newest = waiting(wait, newest);
      older.commit(Wait.TIMED_OUT);
      newest.forget(Strand.current().engine());
    }

    int length = 0;
    for (Listener at = newest; at != null; at = at.next()) {
      length++;
    }
    assertThat(length).isLessThan(1_000);
  }

  private static Listener waiting(Wait wait, @Nullable Listener before) {
    Listener listener = new Listener.Waiting(wait);
    listener.setNext(before);
    return listener;
  }
}
