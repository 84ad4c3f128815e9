package jacquard.chan;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.queue.Eventually;
import jacquard.task.Cancelled;
import jacquard.task.Failure;
import jacquard.task.Scope;
import jacquard.task.Task;
import jacquard.task.UncheckedCancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/*
 * What the suites of others cover, and where it is here:
 *
 *   Go chan_test.go      TestChan (block, select, no loss, try)   try…, send_full_waits…, ChannelLawsTest
 *                        TestNonblockRecvRace                     ChannelLawsTest (close against tryReceive)
 *                        TestSelfSelect                           SelectTest.await_sendAndReceiveOnOneChannel…
 *                        TestSelectFairness                       SelectTest.await_bothReady_isFair
 *                        TestPseudoRandomSend                     SelectTest.await_bothReady_isFair
 *                        TestMultiConsumer, TestSelectStress      ChannelLawsTest, SelectLawsTest
 *                        TestSelectDuplicateChannel               SelectTest.await_oneChannelTwice…
 *                        TestShrinkStackDuringBlockedSend         no stacks that move
 *                        close of closed / send on closed panics  close_twice…, send_closed… (an exception)
 *   kotlinx              RendezvousChannelTest, ArrayChannelTest  all of this class, over FLAVOURS
 *                        cancel while suspended                   …cancelledWhileWaiting…
 *                        ChannelUndeliveredElementTest            …keepsItsValue: a value is never undelivered
 *                        iterator, close(cause)                   forLoop_…
 *                        BufferedChannelLincheck                  ChannelLawsTest
 *                        SelectBiasTest, SelectTimeoutTest        SelectTest.biased…, after…
 *   crossbeam            array.rs, zero.rs: smoke, capacity,      tryReceive_…, capacity_…, send_timed…
 *                        len_empty_full, recv_timeout, mpmc,
 *                        fairness, fairness_duplicates            SelectTest
 *                        linearizable, stress_oneshot, drops      ChannelLawsTest
 *                        select.rs: disconnected, default,        SelectTest.closed…, orElse…, after…,
 *                        timeout, preference, nesting             handlerSelectsAgain
 */
@Timeout(60)
class ChannelTest {

  private static <T> BoundedChannel<T> channel(int capacity) {
    Channel<T> channel = capacity == 0 ? Channel.rendezvous() : Channel.bounded(capacity);
    return (BoundedChannel<T>) channel;
  }

  private static void fill(Channel<Integer> channel) throws InterruptedException {
    for (int i = 0; i < channel.capacity(); i++) {
      channel.send(-1 - i);
    }
  }

  private static void awaitSenders(BoundedChannel<?> channel, int count) {
    Eventually.until(() -> channel.waitingSenders() == count);
  }

  private static void awaitReceivers(BoundedChannel<?> channel, int count) {
    Eventually.until(() -> channel.waitingReceivers() == count);
  }

  private static void join(List<? extends Task<?>> tasks) throws InterruptedException {
    for (Task<?> task : tasks) {
      task.outcome();
    }
  }

  // ---------------------------------------------------------------- making

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void bounded_noCapacity_saysWhatToDo(int capacity) {
    assertThatThrownBy(() -> Channel.bounded(capacity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "channel capacity must be 1 or more, was %d (for hand-over without a buffer use"
                + " Channel.rendezvous())",
            capacity);
  }

  @Test
  void capacity_largest_costsNothingUntilUsed() throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(Integer.MAX_VALUE);
    channel.send(1);
    assertThat(channel.capacity()).isEqualTo(Integer.MAX_VALUE);
    assertThat(channel.receive()).isEqualTo(1);
  }

  @Test
  void toString_named_tellsNameAndFill() throws InterruptedException {
    Channel<Integer> channel = Channel.<Integer>bounded(3).named("lines");
    channel.send(1);
    assertThat(channel.toString())
        .isEqualTo("channel 'lines' (1 of 3, 0 wait to send, 0 to receive)");
    channel.close();
    assertThat(channel.toString()).startsWith("channel 'lines' (closed, 1 of 3");
  }

  // ---------------------------------------------------------------- values and their order

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 64, 1000})
  void send_oneSenderOneReceiver_keepsOrder(int capacity) throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    List<Integer> received = new ArrayList<>();
    Scope.run(s -> {
      s.fork(() -> {
        try (channel) {
          for (int i = 0; i < 5_000; i++) {
            channel.send(i);
          }
        }
      });
      for (Integer value : channel) {
        received.add(value);
      }
    });
    assertThat(received).hasSize(5_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void send_upToCapacity_growsAndWrapsInOrder() throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(1_000);
    int in = 0;
    int out = 0;
    for (int round = 1; round < 60; round++) {
      while (channel.size() < Math.min(1_000, round * 20)) {
        channel.send(in++);
      }
      for (int i = 0; i < round * 7; i++) {
        assertThat(channel.receive()).isEqualTo(out++);
      }
    }
    assertThat(channel.trySend(in)).isIn(new Sent.Done(), new Sent.Full());
    assertThat(channel.size()).isBetween(1, 1_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void send_null_throws(int capacity) {
    Channel<Integer> channel = channel(capacity);
    @SuppressWarnings("NullAway") // To be refused.
    @Nullable Integer nothing = null;
    @SuppressWarnings("NullAway")
    @Nullable Throwable nothingThrown = null;
    assertThatThrownBy(() -> channel.send(nothing)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> channel.trySend(nothing)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> channel.close(nothingThrown)).isInstanceOf(NullPointerException.class);
  }

  // ---------------------------------------------------------------- without waiting

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 64})
  void trySend_untilFull_sendsCapacity(int capacity) {
    Channel<Integer> channel = channel(capacity);
    for (int i = 0; i < capacity; i++) {
      assertThat(channel.trySend(i)).isEqualTo(new Sent.Done());
    }
    assertThat(channel.trySend(-1)).isEqualTo(new Sent.Full());
    assertThat(channel.size()).isEqualTo(capacity);
    for (int i = 0; i < capacity; i++) {
      assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(i));
    }
    assertThat(channel.tryReceive()).isEqualTo(new Received.Empty<>());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64})
  void trySend_receiverWaits_handsOver(int capacity) throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    Scope.run(s -> {
      Task<Integer> receiver = s.fork(() -> channel.receive());
      awaitReceivers(channel, 1);
      assertThat(channel.trySend(7)).isEqualTo(new Sent.Done());
      assertThat(channel.size()).isZero();
      assertThat(receiver.join()).isEqualTo(7);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void tryReceive_senderWaits_servesItInOrder(int capacity) throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    Scope.run(s -> {
      fill(channel);
      s.fork(() -> channel.send(7));
      awaitSenders(channel, 1);
      for (int i = 0; i < capacity; i++) {
        assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(-1 - i));
      }
      assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(7));
      assertThat(channel.tryReceive()).isEqualTo(new Received.Empty<>());
    });
  }

  // ---------------------------------------------------------------- those who wait

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void send_severalWait_areServedInTheirOrder(int capacity) throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    Scope.run(s -> {
      fill(channel);
      for (int i = 0; i < 5; i++) {
        int value = i;
        s.fork(() -> channel.send(value));
        awaitSenders(channel, i + 1);
      }
      for (int i = 0; i < capacity; i++) {
        channel.receive();
      }
      for (int i = 0; i < 5; i++) {
        assertThat(channel.receive()).isEqualTo(i);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void receive_severalWait_areServedInTheirOrder(int capacity) throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    Scope.run(s -> {
      List<Task<Integer>> receivers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        receivers.add(s.fork(() -> channel.receive()));
        awaitReceivers(channel, i + 1);
      }
      for (int i = 0; i < 5; i++) {
        channel.send(i);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(receivers.get(i).join()).isEqualTo(i);
      }
    });
  }

  @Test
  void receive_byPlainThread_works() throws InterruptedException {
    Channel<Integer> channel = Channel.rendezvous();
    AtomicReference<@Nullable Object> got = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              for (Integer value : channel) {
                got.set(value);
              }
            });
    channel.send(5);
    channel.close();
    thread.join();
    assertThat(got.get()).isEqualTo(5);
  }

  @Test
  void receive_plainThreadInterrupted_throwsAndTakesNothing() throws InterruptedException {
    BoundedChannel<Integer> channel = channel(1);
    AtomicReference<@Nullable Exception> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                channel.receive();
              } catch (InterruptedException e) {
                thrown.set(e);
              }
            });
    awaitReceivers(channel, 1);
    thread.interrupt();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(channel.waitingReceivers()).isZero();
    channel.send(1);
    assertThat(channel.receive()).isEqualTo(1);
  }

  // ---------------------------------------------------------------- cancellation

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void send_cancelledWhileWaiting_keepsItsValueAndLeavesTheLine(int capacity)
      throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    Scope.run(s -> {
      fill(channel);
      Task<?> first = s.fork(() -> channel.send(1));
      awaitSenders(channel, 1);
      s.fork(() -> channel.send(2));
      awaitSenders(channel, 2);
      first.cancel("test");
      assertThat(first.outcome()).isInstanceOf(Cancelled.class);
      assertThat(channel.waitingSenders()).isEqualTo(1);
      for (int i = 0; i < capacity; i++) {
        channel.receive();
      }
      assertThat(channel.receive()).isEqualTo(2);
      assertThat(channel.tryReceive()).isEqualTo(new Received.Empty<>());
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void receive_cancelledWhileWaiting_takesNothing(int capacity) throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    Scope.run(s -> {
      Task<Integer> first = s.fork(() -> channel.receive());
      awaitReceivers(channel, 1);
      Task<Integer> second = s.fork(() -> channel.receive());
      awaitReceivers(channel, 2);
      first.cancel("test");
      assertThat(first.outcome()).isInstanceOf(Cancelled.class);
      channel.send(1);
      assertThat(second.join()).isEqualTo(1);
    });
  }

  @Test
  void operations_cancelledBefore_throwThoughTheyNeedNotWait() throws Exception {
    Channel<Integer> channel = Channel.bounded(4);
    channel.send(1);
    Scope.run(s -> {
      Channel<Integer> never = Channel.rendezvous();
      Task<List<String>> task =
          s.fork(() -> {
            List<String> seen = new ArrayList<>();
            note(seen, never::receive);
            note(seen, channel::receive);
            note(seen, () -> channel.receive(ofSeconds(1)));
            note(seen, channel::receiveOrClosed);
            note(seen, () -> channel.sendOrClosed(2));
            note(seen, () -> Select.<Integer>select().receive(channel, v -> v).await());
            note(seen, () -> Select.<Integer>select().orElse(() -> 1).await());
            return seen;
          });
      Eventually.until(() -> ((BoundedChannel<?>) never).waitingReceivers() == 1);
      task.cancel("test");
      assertThat(task.join()).hasSize(7).containsOnly("cancelled");
    });
    assertThat(channel.size()).isEqualTo(1);
  }

  private interface Step {
    @Nullable Object run() throws Exception;
  }

  private static void note(List<String> seen, Step step) throws Exception {
    try {
      seen.add("did " + step.run());
    } catch (InterruptedException _) {
      seen.add("cancelled");
    }
  }

  @Test
  void forLoop_cancelled_throwsTheUncheckedTwin() throws InterruptedException {
    BoundedChannel<Integer> channel = channel(1);
    AtomicReference<@Nullable Object> thrown = new AtomicReference<>();
    Scope.run(s -> {
      Task<?> loop =
          s.fork(() -> {
            try {
              for (Integer value : channel) {
                thrown.set(value);
              }
            } catch (UncheckedCancellation e) {
              thrown.set(e);
              throw e;
            }
          });
      awaitReceivers(channel, 1);
      loop.cancel("test");
      assertThat(loop.outcome()).isInstanceOf(Cancelled.class);
    });
    assertThat(thrown.get()).isInstanceOf(UncheckedCancellation.class);
  }

  // ---------------------------------------------------------------- limits of time

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void receive_timedOut_leavesTheLine(int capacity) throws Exception {
    BoundedChannel<Integer> channel = channel(capacity);
    channel.named("slow");
    assertThatThrownBy(() -> channel.receive(ofMillis(2)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("channel 'slow'");
    assertThatThrownBy(() -> channel.receive(ZERO)).isInstanceOf(TimeoutException.class);
    assertThat(channel.receiveOrClosed(ofMillis(2))).isEqualTo(new Received.Empty<>());
    assertThat(channel.waitingReceivers()).isZero();
    Scope.run(s -> {
      s.fork(() -> channel.send(1));
      assertThat(channel.receive(ofSeconds(20))).isEqualTo(1);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void send_timedOut_keepsItsValue(int capacity) throws Exception {
    BoundedChannel<Integer> channel = channel(capacity);
    fill(channel);
    assertThatThrownBy(() -> channel.send(9, ofMillis(2))).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> channel.send(9, ofMillis(-2))).isInstanceOf(TimeoutException.class);
    assertThat(channel.sendOrClosed(9, ofMillis(2))).isEqualTo(new Sent.Full());
    assertThat(channel.waitingSenders()).isZero();
    for (int i = 0; i < capacity; i++) {
      assertThat(channel.receive()).isNegative();
    }
    assertThat(channel.tryReceive()).isEqualTo(new Received.Empty<>());
  }

  @Test
  void send_limitBeyondAllTime_isNoLimit() throws Exception {
    Channel<Integer> channel = Channel.bounded(1);
    channel.send(1, ofSeconds(Long.MAX_VALUE));
    assertThat(channel.receive(ofSeconds(Long.MAX_VALUE))).isEqualTo(1);
  }

  // ---------------------------------------------------------------- closing

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void receive_closed_drainsFirst(int capacity) throws Exception {
    Channel<Integer> channel = channel(capacity);
    fill(channel);
    channel.close();
    assertThat(channel.isClosed()).isTrue();
    for (int i = 0; i < capacity; i++) {
      assertThat(channel.receive()).isEqualTo(-1 - i);
    }
    assertThatThrownBy(channel::receive)
        .isExactlyInstanceOf(ClosedException.class)
        .hasMessageEndingWith("is closed");
    assertThatThrownBy(() -> channel.receive(ZERO)).isInstanceOf(ClosedException.class);
    assertThat(channel.tryReceive()).isEqualTo(new Received.Closed<>(null));
    assertThat(channel.receiveOrClosed()).isEqualTo(new Received.Closed<>(null));
    assertThat(channel.receiveOrClosed(ofSeconds(1))).isEqualTo(new Received.Closed<>(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void send_closed_isRefused(int capacity) throws InterruptedException {
    Channel<Integer> channel = channel(capacity);
    channel.close();
    assertThatThrownBy(() -> channel.send(1)).isExactlyInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> channel.send(1, ZERO)).isInstanceOf(ClosedException.class);
    assertThat(channel.trySend(1)).isEqualTo(new Sent.Closed(null));
    assertThat(channel.sendOrClosed(1)).isEqualTo(new Sent.Closed(null));
    assertThat(channel.sendOrClosed(1, ofSeconds(1))).isEqualTo(new Sent.Closed(null));
    assertThat(channel.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void send_closedWhileWaiting_throwsClosedAndIsNotSent(int capacity) throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    fill(channel);
    List<Task<Sent.OrClosed>> senders = new ArrayList<>();
    Scope.run(s -> {
      for (int i = 0; i < 3; i++) {
        senders.add(s.fork(() -> channel.sendOrClosed(9)));
      }
      awaitSenders(channel, 3);
      channel.close();
      join(senders);
    });
    for (Task<Sent.OrClosed> sender : senders) {
      assertThat(sender.join()).isEqualTo(new Sent.Closed(null));
    }
    for (int i = 0; i < capacity; i++) {
      assertThat(channel.receive()).isEqualTo(-1 - i);
    }
    assertThat(channel.tryReceive()).isEqualTo(new Received.Closed<>(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void receive_closedWhileWaiting_seesTheCause(int capacity) throws InterruptedException {
    BoundedChannel<Integer> channel = channel(capacity);
    IOException cause = new IOException("disk");
    Scope.run(s -> {
      Task<Received.OrClosed<Integer>> receiver = s.fork(() -> channel.receiveOrClosed());
      awaitReceivers(channel, 1);
      channel.close(cause);
      assertThat(receiver.join()).isEqualTo(new Received.Closed<>(cause));
    });
  }

  @Test
  void close_twice_firstDecides() {
    Channel<Integer> channel = Channel.bounded(1);
    IOException cause = new IOException("disk");
    channel.close(cause);
    channel.close();
    channel.close(new IOException("other"));
    assertThatThrownBy(channel::receive)
        .isExactlyInstanceOf(ChannelFailedException.class)
        .hasCause(cause)
        .hasMessageContaining("disk");
    assertThatThrownBy(() -> channel.send(1))
        .isExactlyInstanceOf(ChannelFailedException.class)
        .hasCause(cause);
  }

  @Test
  void forLoop_closed_ends() throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(4);
    try (channel) {
      channel.send(1);
      channel.send(2);
    }
    List<Integer> values = new ArrayList<>();
    for (Integer value : channel) {
      values.add(value);
    }
    assertThat(values).containsExactly(1, 2);
    Iterator<Integer> after = channel.iterator();
    assertThat(after.hasNext()).isFalse();
    assertThat(after.hasNext()).isFalse();
    assertThatThrownBy(after::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void forLoop_closedWithCause_throwsItAfterTheValues() throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(4);
    channel.send(1);
    channel.close(new IOException("disk"));
    List<Integer> values = new ArrayList<>();
    assertThatThrownBy(() -> channel.forEach(values::add))
        .isInstanceOf(ChannelFailedException.class)
        .hasRootCauseMessage("disk");
    assertThat(values).containsExactly(1);
  }

  @Test
  void forLoop_left_losesNothing() throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(4);
    for (int i = 0; i < 4; i++) {
      channel.send(i);
    }
    for (Integer value : channel) {
      if (value == 1) {
        break;
      }
    }
    assertThat(channel.receive()).isEqualTo(2);
  }

  @Test
  void forLoop_iteratorNextWithoutHasNext_receives() throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(4);
    channel.send(1);
    channel.send(2);
    Iterator<Integer> values = channel.iterator();
    assertThat(values.next()).isEqualTo(1);
    assertThat(values.next()).isEqualTo(2);
  }

  @Test
  void failure_ofTheFeeder_reachesTheReaderThroughClose() throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(4);
    Scope.run(s -> {
      s.fork(() -> {
        channel.send(1);
        channel.close(new IOException("disk"));
      });
      assertThat(channel.receive()).isEqualTo(1);
      Task<Object> reader =
          s.fork(() -> {
            try {
              return channel.receive();
            } catch (ChannelFailedException e) {
              return new Failure<>(e);
            }
          });
      assertThat(reader.join()).isInstanceOf(Failure.class);
    });
  }
}
