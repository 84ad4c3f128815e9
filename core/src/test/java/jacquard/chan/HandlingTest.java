package jacquard.chan;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.internal.engine.Strand;
import jacquard.internal.queue.Eventually;
import jacquard.internal.toy.ToyEngine;
import jacquard.sync.Mutex;
import jacquard.task.Cancelled;
import jacquard.task.Scope;
import jacquard.task.Task;
import jacquard.task.TaskLocal;
import jacquard.time.Clock;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A channel's handler does what a task would do that loops over the channel. */
@Timeout(60)
class HandlingTest {

  static Stream<Channel<Integer>> channels() {
    return Stream.of(Channel.rendezvous(), Channel.bounded(1), Channel.bounded(64));
  }

  @ParameterizedTest
  @MethodSource("channels")
  void handle_valuesThenClose_handlesAllInOrderAndEnds(Channel<Integer> channel) throws Exception {
    List<Integer> handled = new ArrayList<>();
    Scope.run(scope -> {
      Task<?> task = channel.handle(scope, handled::add);
      for (int i = 0; i < 1_000; i++) {
        channel.send(i);
      }
      channel.close();
      task.join();
    });

    assertThat(handled).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("channels")
  void handle_manySenders_neverTwiceAtATime(Channel<Integer> channel) throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    long[] sum = new long[1]; // plain: the handling of one value happens-before that of the next
    Scope.run(scope -> {
      channel.handle(
          scope,
          value -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            sum[0] += value;
            inside.decrementAndGet();
          });
      Scope.run(senders -> {
        for (int sender = 0; sender < 8; sender++) {
          senders.fork(() -> {
            for (int i = 1; i <= 1_000; i++) {
              channel.send(i);
            }
          });
        }
      });
      channel.close();
    });

    assertThat(most).hasValue(1);
    assertThat(sum[0]).isEqualTo(8 * 500_500L);
  }

  @Test
  void handle_sentBefore_handlesWhatIsThere() throws Exception {
    Channel<Integer> channel = Channel.bounded(4);
    AtomicLong sum = new AtomicLong();
    channel.send(1);
    channel.send(2);
    channel.close();
    Scope.run(scope -> channel.handle(scope, sum::addAndGet));

    assertThat(sum).hasValue(3);
  }

  @Test
  void handle_severalOfOneChannel_eachValueGoesToOne() throws Exception {
    Channel<Integer> channel = Channel.bounded(16);
    AtomicLong sum = new AtomicLong();
    Scope.run(scope -> {
      for (int i = 0; i < 3; i++) {
        channel.handle(scope, sum::addAndGet);
      }
      for (int i = 1; i <= 1_000; i++) {
        channel.send(i);
      }
      channel.close();
    });

    assertThat(sum).hasValue(500_500);
  }

  @Test
  void handle_handlerThrows_failsTheScopeWithIt() {
    Channel<Integer> channel = Channel.bounded(4);
    IOException failure = new IOException("unreadable");

    Throwable thrown =
        catchThrowable(() ->
            Scope.run(scope -> {
              channel.handle(
                  scope,
                  _ -> {
                    throw failure;
                  });
              channel.send(1);
              Clock.sleep(ofMinutes(1));
            }));

    assertThat(thrown).isSameAs(failure);
  }

  @Test
  void handle_closedWithCause_failsTheScope() {
    Channel<Integer> channel = Channel.bounded(4);
    IOException cause = new IOException("gone");

    assertThatThrownBy(() ->
            Scope.run(scope -> {
              channel.handle(scope, _ -> {});
              channel.close(cause);
            }))
        .isInstanceOf(ChannelFailedException.class)
        .hasCause(cause);
  }

  @Test
  void handle_scopeCancelledWhileItWaits_endsAndLeavesTheLine() throws Exception {
    BoundedChannel<Integer> channel = new BoundedChannel<>(4);
    Scope.run(scope -> {
      Task<?> task = channel.handle(scope, _ -> {});
      Eventually.until(() -> channel.waitingReceivers() == 1);
      task.cancel("enough");
      assertThat(task.outcome()).isInstanceOf(Cancelled.class);
    });

    assertThat(channel.waitingReceivers()).isZero();
    channel.send(1);
    assertThat(channel.receive()).isEqualTo(1);
  }

  @Test
  void handle_inACancelledScope_takesNothing() throws Exception {
    Channel<Integer> channel = Channel.bounded(4);
    channel.send(1);
    Scope.run(scope -> {
      scope.cancel("before");
      channel.handle(scope, _ -> {});
    });

    assertThat(channel.size()).isEqualTo(1);
  }

  @Test
  void handle_handlerThatMayWait_isToldSo() {
    Channel<Integer> requests = Channel.bounded(4);
    Channel<Integer> replies = Channel.bounded(4);

    assertThatThrownBy(() ->
            Scope.run(scope -> {
              requests.handle(scope, replies::send);
              requests.send(1);
              Clock.sleep(ofMinutes(1));
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a handler must not wait");
  }

  @Test
  void handle_handlerThatOpensAScope_isToldSo() {
    Channel<Integer> channel = Channel.bounded(4);

    assertThatThrownBy(() ->
            Scope.run(scope -> {
              channel.handle(scope, _ -> Scope.run(_ -> {}));
              channel.send(1);
              Clock.sleep(ofMinutes(1));
            }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void handle_handlerThatBlocksInTheJdk_holdsUpNobodyElse() throws Exception {
    Channel<Integer> channel = Channel.bounded(4);
    CountDownLatch free = new CountDownLatch(1);
    Scope.run(scope -> {
      int holders = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
      for (int i = 0; i < holders; i++) {
        channel.handle(scope, _ -> free.await());
      }
      for (int i = 0; i < holders; i++) {
        channel.send(i);
      }
      // With every carrier held, this needs spares.
      scope
          .fork(() -> {
            Clock.sleep(ofMillis(1));
            free.countDown();
          })
          .join();
      channel.close();
    });
  }

  /** What a handler leaves on the thread that lends it its stack is nobody else's. */
  @Test
  void handle_handlerLeavesFlagAndThreadLocal_anotherSeesNone() throws Exception {
    ThreadLocal<String> local = new ThreadLocal<>();
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 20; i++) {
      Channel<Integer> channel = Channel.bounded(1);
      Scope.run(s -> {
        channel.handle(
            s,
            value -> {
              seen.add(local.get() + " " + Thread.currentThread().isInterrupted());
              local.set("left by " + value);
              Thread.currentThread().interrupt();
            });
        channel.send(1);
        channel.close();
      });
    }

    assertThat(seen).hasSize(20).containsOnly("null false");
  }

  /** A handler that sends to another lends it its stack: the same holds. */
  @Test
  void handle_setOffByAHandler_neitherSeesWhatTheOtherLeaves() throws Exception {
    ThreadLocal<String> local = new ThreadLocal<>();
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 20; i++) {
      Channel<Integer> outer = Channel.bounded(1);
      Channel<Integer> inner = Channel.bounded(1);
      Scope.run(s -> {
        inner.handle(
            s,
            _ -> {
              seen.add("inner " + local.get() + " " + Thread.currentThread().isInterrupted());
              local.set("left by the inner");
              Thread.currentThread().interrupt();
            });
        Task<?> sending =
            outer.handle(
                s,
                value -> {
                  local.set("mine");
                  Thread.currentThread().interrupt();
                  inner.trySend(value);
                  seen.add("outer " + local.get() + " " + Thread.currentThread().isInterrupted());
                });
        outer.send(1);
        outer.close();
        sending.join();
        inner.close();
      });
    }

    assertThat(seen).hasSize(40).containsOnly("inner null false", "outer mine true");
  }

  /** The handler that it lends its stack to keeps its own task-locals, and may not wait either. */
  @Test
  void handle_setOffByAHandler_isAHandlerItself() throws Exception {
    TaskLocal<String> user = TaskLocal.of("nobody");
    Channel<Integer> outer = Channel.bounded(1);
    Channel<Integer> inner = Channel.bounded(1);
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Scope.run(scope -> {
      Task<?> handling =
          user.bind(
              "inner",
              () ->
                  inner.handle(
                      scope,
                      _ -> {
                        Throwable refusal = catchThrowable(() -> Clock.sleep(ofMillis(1)));
                        seen.add(user.get() + " " + (refusal instanceof IllegalStateException));
                      }));
      Task<?> sending = user.bind("outer", () -> outer.handle(scope, inner::trySend));
      outer.send(1);
      outer.close();
      sending.join();
      inner.close();
      handling.join();
    });

    assertThat(seen).containsExactly("inner true");
  }

  /** Two handlers on one stack are two owners: the inner one finds the lock taken, not its own. */
  @Test
  void handle_setOffWhileTheOtherHoldsALock_isNotTakenForItsOwner() throws Exception {
    Mutex<List<Integer>> mutex = Mutex.of(new ArrayList<>());
    Channel<Integer> outer = Channel.bounded(1);
    Channel<Integer> inner = Channel.bounded(1);
    Scope.run(scope -> {
      Task<?> handling = inner.handle(scope, value -> mutex.tryUpdate(list -> list.add(value)));
      Task<?> sending =
          outer.handle(
              scope,
              value ->
                  mutex.tryUpdate(
                      _ -> assertThat(inner.trySend(value)).isInstanceOf(Sent.Done.class)));
      outer.send(1);
      outer.close();
      sending.join();
      inner.close();
      handling.join();
    });
  }

  /** Each sets the next off on its stack, up to a depth; then in a queue. */
  @Test
  void handle_longChainOfHandlers_passesOnWhatComes() throws Exception {
    List<Channel<Integer>> chain =
        IntStream.range(0, 1_000).<Channel<Integer>>mapToObj(_ -> Channel.bounded(8)).toList();
    Channel<Integer> end = Channel.bounded(1_000);
    Scope.run(scope -> {
      for (int i = 0; i < chain.size(); i++) {
        Channel<Integer> next = i + 1 < chain.size() ? chain.get(i + 1) : end;
        chain.get(i).handle(scope, value -> assertThat(next.trySend(value + 1)).isNotNull());
      }
      for (int i = 0; i < 5; i++) {
        chain.getFirst().send(i);
        assertThat(end.receive()).isEqualTo(i + chain.size());
      }
      chain.forEach(Channel::close);
    });
  }

  /** Else two that need each other would never meet. */
  @Test
  void trySend_ofATask_isNotHeldUpByTheHandler() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    CountDownLatch sent = new CountDownLatch(1);
    Scope.run(scope -> {
      channel.handle(scope, _ -> sent.await());
      Eventually.until(() -> channel.trySend(1) instanceof Sent.Done);
      sent.countDown();
      channel.close();
    });
  }

  /** A joiner may run a child that nobody has begun; not one that waits for values. */
  @Test
  void handle_joinedByItsOwner_waitsForTheClose() throws Exception {
    Channel<Integer> channel = Channel.bounded(1);
    AtomicInteger handled = new AtomicInteger();
    Scope.run(s ->
        s.fork(() ->
                Scope.run(inner -> {
                  Task<?> handling = channel.handle(inner, handled::addAndGet);
                  s.fork(
                      "sender",
                      () -> {
                        channel.send(5);
                        channel.close();
                      });
                  handling.join();
                }))
            .join());

    assertThat(handled).hasValue(5);
  }

  @Test
  void handle_taskLocal_isThatOfTheCaller() throws Exception {
    TaskLocal<String> user = TaskLocal.of("nobody");
    Channel<OneShot<String>> channel = Channel.rendezvous();
    Scope.run(scope -> {
      user.bind("caller", () -> channel.handle(scope, reply -> reply.send(user.get())));
      OneShot<String> reply = OneShot.create();
      user.bind("sender", () -> channel.send(reply));
      assertThat(reply.receive()).isEqualTo("caller");
      channel.close();
    });
  }

  @Test
  void handle_pingPongOfTwoHandlers_neitherStarvesOthers() throws Exception {
    Channel<Integer> pings = Channel.bounded(1);
    Channel<Integer> pongs = Channel.bounded(1);
    AtomicInteger rounds = new AtomicInteger();
    Scope.run(scope -> {
      pings.handle(scope, pongs::trySend);
      pongs.handle(
          scope,
          value -> {
            rounds.incrementAndGet();
            pings.trySend(value + 1);
          });
      pings.send(0);
      Eventually.until(() -> rounds.get() >= 10_000);
      scope.cancel("enough");
    });

    assertThat(rounds.get()).isGreaterThanOrEqualTo(10_000);
  }

  /** On one carrier, which a handler without end would keep. */
  @Test
  void handle_valuesWithoutEnd_letsOthersHaveATurn() throws Exception {
    int max = 10_000;
    Channel<Integer> channel = Channel.bounded(1);
    AtomicInteger handled = new AtomicInteger();
    ToyEngine.run(
        1,
        () ->
            Scope.run(scope -> {
              channel.handle(
                  scope,
                  value -> {
                    if (value == 0) {
                      scope.fork(() -> channel.close());
                    }
                    if (value < max) {
                      handled.incrementAndGet();
                      channel.trySend(value + 1);
                    } else {
                      channel.close();
                    }
                  });
              channel.send(0);
            }));

    assertThat(handled.get()).isLessThan(max);
  }

  @Test
  void handle_racesOfSendCancelAndClose_loseNothing() throws Exception {
    for (int round = 0; round < 300; round++) {
      Channel<Integer> channel = Channel.bounded(1);
      AtomicInteger handled = new AtomicInteger();
      AtomicInteger sent = new AtomicInteger();
      Scope.run(scope -> {
        Task<?> task = channel.handle(scope, _ -> handled.incrementAndGet());
        scope.fork(() -> {
          for (int i = 0; i < 3; i++) {
            if (channel.trySend(i) instanceof Sent.Done) {
              sent.incrementAndGet();
            }
          }
        });
        scope.fork(() -> task.cancel("enough"));
        scope.fork(() -> channel.close());
      });
      assertThat(handled.get() + channel.size()).isEqualTo(sent.get());
    }
  }

  /** A program may keep many tasks that have ended. */
  @Test
  void handle_ended_keepsNoStrandThatItWaitedOn() throws Exception {
    Channel<Integer> channel = Channel.bounded(1);
    List<WeakReference<Strand>> waitedOn = new ArrayList<>();
    List<Task<?>> kept = new ArrayList<>();
    ToyEngine.run(
        1,
        () ->
            Scope.run(scope -> {
              channel.send(1);
              kept.add(
                  channel.handle(scope, _ -> waitedOn.add(new WeakReference<>(Strand.current()))));
              Clock.sleep(ofMillis(1)); // it waits meanwhile, for the close
              channel.close();
            }));

    Eventually.until(() -> {
      System.gc();
      return waitedOn.getFirst().get() == null;
    });
    assertThat(kept.getFirst().poll()).isPresent();
  }
}
