package jacquard.chan;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.engine.SpinLock;
import jacquard.internal.queue.Eventually;
import jacquard.internal.toy.ToyEngine;
import jacquard.task.Cancelled;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SelectTest {

  private static <T> BoundedChannel<T> channel(int capacity) {
    Channel<T> channel = capacity == 0 ? Channel.rendezvous() : Channel.bounded(capacity);
    return (BoundedChannel<T>) channel;
  }

  private static void awaitReceivers(BoundedChannel<?> channel, int count) {
    Eventually.until(() -> channel.waitingReceivers() == count);
  }

  private static void awaitSenders(BoundedChannel<?> channel, int count) {
    Eventually.until(() -> channel.waitingSenders() == count);
  }

  // ---------------------------------------------------------------- one arm is ready

  @Test
  void await_asInTheTasteBook_compilesAndChooses() throws InterruptedException {
    Channel<String> orders = Channel.bounded(1);
    Channel<String> audit = Channel.rendezvous();
    orders.send("tea");
    String r =
        Select.<String>select()
            .receive(orders, o -> "order " + o)
            .send(audit, "event", () -> "audited")
            .after(ofMillis(500), () -> "quiet")
            .await();
    assertThat(r).isEqualTo("order tea");
  }

  @Test
  void await_sendReady_sends() throws InterruptedException {
    Channel<String> from = Channel.bounded(1);
    Channel<String> to = Channel.bounded(1);
    String r =
        Select.<String>select().receive(from, o -> "received").send(to, "x", () -> "sent").await();
    assertThat(r).isEqualTo("sent");
    assertThat(to.receive()).isEqualTo("x");
  }

  @Test
  void await_handlerThrows_passesItOnExactly() throws InterruptedException {
    Channel<String> from = Channel.bounded(1);
    from.send("x");
    Select<String, IOException> select =
        Select.<String, IOException>selectThrowing()
            .receive(
                from,
                v -> {
                  throw new IOException(v);
                });
    try {
      select.await();
      throw new AssertionError("nothing thrown");
    } catch (IOException e) {
      assertThat(e).hasMessage("x");
    }
    assertThat(from.size()).as("the operation was done before the handler ran").isZero();
  }

  @Test
  void await_again_isARoundOfItsOwn() throws InterruptedException {
    Channel<Integer> from = Channel.bounded(3);
    Select<Integer, RuntimeException> select =
        Select.<Integer>select().receive(from, v -> v).orElse(() -> -1);
    from.send(1);
    from.send(2);
    assertThat(List.of(select.await(), select.await(), select.await())).containsExactly(1, 2, -1);
  }

  @Test
  void await_handlerSelectsAgain_works() throws InterruptedException {
    Channel<Integer> from = Channel.bounded(3);
    from.send(1);
    from.send(2);
    int sum =
        Select.<Integer>select()
            .receive(from, a -> Select.<Integer>select().receive(from, b -> 10 * a + b).await())
            .await();
    assertThat(sum).isEqualTo(12);
  }

  @Test
  void await_noArm_throws() {
    assertThatThrownBy(() -> Select.<String>select().await())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs an arm");
  }

  @Test
  void receive_afterFirstWait_throws() throws InterruptedException {
    Channel<Integer> from = Channel.bounded(3);
    Select<Integer, RuntimeException> select = Select.<Integer>select().orElse(() -> 1);
    select.await();
    assertThatThrownBy(() -> select.receive(from, v -> v))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> select.orElse(() -> 2)).isInstanceOf(IllegalStateException.class);
  }

  // ---------------------------------------------------------------- waiting

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void await_nothingReady_waitsAndWithdrawsTheLosers(int capacity) throws InterruptedException {
    BoundedChannel<Integer> a = channel(capacity);
    BoundedChannel<Integer> b = channel(capacity);
    BoundedChannel<Integer> full = channel(0);
    Scope.run(s -> {
      Task<String> task =
          s.fork(() ->
              Select.<String>select()
                  .receive(a, v -> "a" + v)
                  .receive(b, v -> "b" + v)
                  .send(full, 1, () -> "full")
                  .await());
      awaitReceivers(a, 1);
      awaitReceivers(b, 1);
      awaitSenders(full, 1);
      b.send(5);
      assertThat(task.join()).isEqualTo("b5");
      assertThat(a.waitingReceivers()).isZero();
      assertThat(full.waitingSenders()).isZero();
      assertThat(full.tryReceive()).isEqualTo(new Received.Empty<>());
    });
  }

  @Test
  void await_waitingSend_isTakenByAReceiver() throws InterruptedException {
    BoundedChannel<Integer> a = channel(0);
    BoundedChannel<Integer> b = channel(0);
    Scope.run(s -> {
      Task<String> task =
          s.fork(() -> Select.<String>select().send(a, 1, () -> "a").send(b, 2, () -> "b").await());
      awaitSenders(a, 1);
      awaitSenders(b, 1);
      assertThat(b.receive()).isEqualTo(2);
      assertThat(task.join()).isEqualTo("b");
      assertThat(a.tryReceive()).isEqualTo(new Received.Empty<>());
    });
  }

  @Test
  void await_twoSelects_meet() throws InterruptedException {
    BoundedChannel<Integer> a = channel(0);
    BoundedChannel<Integer> b = channel(0);
    for (int round = 0; round < 500; round++) {
      Scope.run(s -> {
        Task<Integer> other =
            s.fork(() -> Select.<Integer>select().receive(a, v -> v).receive(b, v -> v).await());
        int sent = Select.<Integer>select().send(b, 2, () -> 2).send(a, 1, () -> 1).await();
        assertThat(other.join()).isEqualTo(sent);
      });
    }
  }

  @Test
  void await_sendAndReceiveOnOneChannel_neverMeetsItself() throws InterruptedException {
    BoundedChannel<Integer> c = channel(0);
    Scope.run(s -> {
      Task<String> one = selfSelect(s, c, 1);
      awaitReceivers(c, 1);
      assertThat(c.waitingSenders()).isEqualTo(1);
      Task<String> two = selfSelect(s, c, 2);
      assertThat(List.of(one.join(), two.join()))
          .isIn(List.of("sent", "got 1"), List.of("got 2", "sent"));
      assertThat(c.waitingReceivers() + c.waitingSenders()).isZero();
    });
  }

  private static Task<String> selfSelect(Scope s, Channel<Integer> c, int value) {
    return s.fork(() ->
        Select.<String>select().send(c, value, () -> "sent").receive(c, v -> "got " + v).await());
  }

  @Test
  void await_oneChannelTwice_isFairBetweenTheArms() throws InterruptedException {
    Channel<Integer> c = Channel.bounded(1);
    int[] chosen = new int[2];
    Select<Integer, RuntimeException> select =
        Select.<Integer>select().receive(c, v -> 0).receive(c, v -> 1);
    for (int i = 0; i < 2_000; i++) {
      c.send(i);
      chosen[select.await()]++;
    }
    assertThat(chosen[0]).isBetween(700, 1_300);
  }

  @Test
  void await_cancelledWhileWaiting_leavesEveryLine() throws InterruptedException {
    BoundedChannel<Integer> a = channel(0);
    BoundedChannel<Integer> b = channel(0);
    Scope.run(s -> {
      Task<Integer> task =
          s.fork(() ->
              Select.<Integer>select()
                  .receive(a, v -> v)
                  .send(b, 1, () -> 1)
                  .after(ofSeconds(50), () -> 2)
                  .await());
      awaitReceivers(a, 1);
      awaitSenders(b, 1);
      task.cancel("test");
      assertThat(task.outcome()).isInstanceOf(Cancelled.class);
    });
    assertThat(a.waitingReceivers()).isZero();
    assertThat(b.waitingSenders()).isZero();
    assertThat(b.tryReceive()).isEqualTo(new Received.Empty<>());
  }

  // ---------------------------------------------------------------- time and default

  @Test
  void after_nothingComes_runsAndLeavesNoTrace() throws InterruptedException {
    BoundedChannel<Integer> a = channel(0);
    String r =
        Select.<String>select()
            .receive(a, v -> "a")
            .after(ofSeconds(50), () -> "late")
            .after(ofMillis(3), () -> "quiet")
            .await();
    assertThat(r).isEqualTo("quiet");
    assertThat(a.waitingReceivers()).isZero();
  }

  @Test
  void after_zero_onlyIfNothingIsReady() throws InterruptedException {
    Channel<Integer> a = Channel.bounded(1);
    Select<String, RuntimeException> select =
        Select.<String>select().receive(a, v -> "a").after(ZERO, () -> "quiet");
    assertThat(select.await()).isEqualTo("quiet");
    a.send(1);
    assertThat(select.await()).isEqualTo("a");
  }

  @Test
  void after_alone_isASleep() throws InterruptedException {
    assertThat(Select.<String>select().after(ofMillis(1), () -> "woke").await()).isEqualTo("woke");
  }

  @Test
  void orElse_readyOrNot_neverWaits() throws InterruptedException {
    Channel<Integer> a = Channel.bounded(1);
    Select<String, RuntimeException> select =
        Select.<String>select().receive(a, v -> "a").orElse(() -> "none");
    assertThat(select.await()).isEqualTo("none");
    a.send(1);
    assertThat(select.await()).isEqualTo("a");
  }

  // ---------------------------------------------------------------- closed channels

  @Test
  void closed_receiveArm_throwsAfterDraining() throws InterruptedException {
    Channel<Integer> a = Channel.bounded(1);
    a.send(1);
    a.close();
    Select<Integer, RuntimeException> select = Select.<Integer>select().receive(a, v -> v);
    assertThat(select.await()).isEqualTo(1);
    assertThatThrownBy(select::await).isInstanceOf(ClosedException.class);
  }

  @Test
  void closed_whileWaiting_wakesTheSelect() throws InterruptedException {
    for (boolean sending : new boolean[] {true, false}) {
      BoundedChannel<Integer> a = channel(0);
      IOException cause = new IOException("disk");
      Scope.run(s -> {
        Task<String> task =
            s.fork(() -> {
              Select<String, RuntimeException> select = Select.select();
              return sending
                  ? select.sendOrClosed(a, 1, Object::toString).await()
                  : select.receiveOrClosed(a, Object::toString).await();
            });
        Eventually.until(() -> a.waitingReceivers() + a.waitingSenders() == 1);
        a.close(cause);
        assertThat(task.join()).contains("Closed", "disk");
      });
    }
  }

  @Test
  void closed_sendArm_throws() {
    Channel<Integer> a = Channel.bounded(1);
    a.close();
    assertThatThrownBy(() -> Select.<Integer>select().send(a, 1, () -> 1).await())
        .isInstanceOf(ClosedException.class);
  }

  @Test
  void orClosed_open_yieldsValueAndDone() throws InterruptedException {
    Channel<Integer> a = Channel.bounded(1);
    Object sent = Select.<Object>select().sendOrClosed(a, 7, x -> x).await();
    Object received = Select.<Object>select().receiveOrClosed(a, x -> x).await();
    assertThat(sent).isEqualTo(new Sent.Done());
    assertThat(received).isEqualTo(new Received.Value<>(7));
  }

  // ---------------------------------------------------------------- fairness

  @Test
  void await_bothReady_isFair() throws InterruptedException {
    int arms = 5;
    int rounds = 10_000;
    int[] chosen = new int[arms];
    Select<Integer, RuntimeException> select = Select.select();
    List<Channel<Integer>> channels = new ArrayList<>();
    for (int i = 0; i < arms; i++) {
      int index = i;
      Channel<Integer> channel = Channel.bounded(1);
      channels.add(channel);
      if (i != 2) { // An arm that is never ready must not favour its neighbour.
        channel.send(0);
      }
      select.receive(channel, _ -> index);
    }
    for (int i = 0; i < rounds; i++) {
      int index = select.await();
      chosen[index]++;
      channels.get(index).send(i);
    }
    assertThat(chosen[2]).isZero();
    for (int i : new int[] {0, 1, 3, 4}) {
      assertThat(chosen[i]).as(Arrays.toString(chosen)).isBetween(2_200, 2_800);
    }
  }

  @Test
  void biased_bothReady_firstWins() throws InterruptedException {
    Channel<Integer> a = Channel.bounded(10);
    Channel<Integer> b = Channel.bounded(10);
    Select<String, RuntimeException> select =
        Select.<String>select().receive(a, v -> "a").receive(b, v -> "b").biased();
    for (int i = 0; i < 10; i++) {
      a.send(i);
      b.send(i);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(select.await()).isEqualTo("a");
    }
    assertThat(select.await()).isEqualTo("b");
  }

  /**
   * A select that holds one channel's lock and waits for another's stays on its carrier: unmounted,
   * it would leave those that want the first lock to spin for one who can't get a carrier.
   */
  @Test
  void await_secondChannelIsLocked_staysOnItsCarrier() throws Exception {
    BoundedChannel<Integer> first = (BoundedChannel<Integer>) Channel.<Integer>bounded(1);
    BoundedChannel<Integer> second = (BoundedChannel<Integer>) Channel.<Integer>bounded(1);
    AtomicBoolean ranMeanwhile = new AtomicBoolean();
    second.lock();
    Thread unlocks = Thread.ofPlatform().daemon().start(() -> unlockLater(first, second));
    ToyEngine.run(
        1,
        () ->
            Scope.run(scope -> {
              scope.fork(() -> {
                ranMeanwhile.set(first.isHeld());
                first.send(1);
              });
              Integer received =
                  Select.<Integer>select().receive(first, v -> v).receive(second, v -> v).await();
              assertThat(received).isEqualTo(1);
            }));
    unlocks.join();

    assertThat(ranMeanwhile).isFalse();
  }

  /** Long enough after {@code first} was taken for its holder to lose patience. */
  private static void unlockLater(SpinLock first, SpinLock second) {
    while (!first.isHeld()) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 500_000; i++) {
      Thread.onSpinWait();
    }
    second.unlock();
  }
}
