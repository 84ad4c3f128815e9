package jacquard.chan;

import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Strand;
import jacquard.internal.toy.ToyEngine;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: whatever sends, receives, times out, is cancelled and closed at once, these laws hold.
 *
 *   1. What was received, and what is left in the channel, is what senders were told was sent: nothing
 *      lost, nothing twice. A send or receive that was cancelled, timed out or refused had no effect.
 *   2. The values of one sender reach one receiver in their order.
 *   3. Never are there more values in the channel than its capacity.
 *   4. In the end nobody stands in a line.
 *
 * Method: random programs from a seed, over several capacities; and, for exact answers, one task
 * against a queue as the model.
 */
@Timeout(120)
class ChannelLawsTest {

  private static final int PROGRAMS = 300;
  private static final int SCHEDULES = 500;
  private static final int[] CAPACITIES = {0, 1, 2, 5, 64};

  /** One random program. */
  private static final class Program {
    private final Channel<Integer> channel;
    private final AtomicInteger excess = new AtomicInteger();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final String text;

    Program(long seed, int capacity) {
      this.channel = capacity == 0 ? Channel.rendezvous() : Channel.bounded(capacity);
      this.text = "seed " + seed + ", capacity " + capacity;
    }

    private void send(int sender, int times, Random random, Ledger ledger)
        throws InterruptedException {
      for (int n = 0; n < times; n++) {
        int value = sender * 1_000_000 + n;
        if (sent(value, random)) {
          ledger.sent().add(value);
        }
        if (channel.size() > channel.capacity()) {
          excess.incrementAndGet();
        }
      }
    }

    private boolean sent(int value, Random random) throws InterruptedException {
      switch (random.nextInt(6)) {
        case 0 -> {
          return channel.trySend(value) instanceof Sent.Done;
        }
        case 1 -> {
          try {
            channel.send(value, ofNanos(random.nextInt(1_000_000)));
            return true;
          } catch (TimeoutException _) {
            return false;
          }
        }
        case 2 -> {
          return channel.sendOrClosed(value) instanceof Sent.Done;
        }
        case 3 -> {
          return Select.<Boolean>select().send(channel, value, () -> true).await();
        }
        default -> {
          channel.send(value);
          return true;
        }
      }
    }

    private void receive(Random random, Ledger ledger) throws InterruptedException {
      while (true) {
        Received<Integer> received =
            switch (random.nextInt(6)) {
              case 0 -> channel.tryReceive();
              case 1 -> channel.receiveOrClosed(ofNanos(random.nextInt(1_000_000)));
              case 2 -> Select.<Received<Integer>>select().receiveOrClosed(channel, r -> r).await();
              default -> channel.receiveOrClosed();
            };
        switch (received) {
          case Received.Value<Integer>(var value) -> ledger.received().add(value);
          case Received.Empty<Integer>() -> Strand.current().engine().yield();
          case Received.Closed<Integer>(_) -> {
            return;
          }
        }
      }
    }

    /** Waits for the senders, or, if {@code early}, for nothing; then closes. */
    void run(long seed, boolean early) throws InterruptedException {
      Random random = new Random(seed);
      int senders = 1 + random.nextInt(4);
      int receivers = 1 + random.nextInt(4);
      int times = 1 + random.nextInt(300);
      Scope.run(s -> {
        List<Task<?>> sending = new ArrayList<>();
        List<Task<?>> receiving = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
          int sender = i;
          Ledger ledger = ledger();
          sending.add(
              s.fork(() -> {
                try {
                  send(sender, times, new Random(seed + sender), ledger);
                } catch (ClosedException _) {
                  assertThat(channel.isClosed()).isTrue();
                }
              }));
        }
        for (int i = 0; i < receivers; i++) {
          long own = seed - 1 - i;
          Ledger ledger = ledger();
          receiving.add(s.fork(() -> receive(new Random(own), ledger)));
        }
        Strand.current().engine().yield();
        sending.subList(1, senders).forEach(task -> cancelSome(task, random));
        receiving.subList(1, receivers).forEach(task -> cancelSome(task, random));
        if (!early) {
          for (Task<?> task : sending) {
            task.outcome();
          }
        }
        channel.close();
      });
    }

    private static void cancelSome(Task<?> task, Random random) {
      if (random.nextBoolean()) {
        Strand.current().engine().yield();
        task.cancel("law");
      }
    }

    private Ledger ledger() {
      Ledger ledger = new Ledger();
      ledgers.add(ledger);
      return ledger;
    }

    void check() {
      assertThat(excess).as(text).hasValue(0);
      Ledger.check(text, channel, ledgers);
    }
  }

  @Test
  void anyProgram_keepsTheLaws() throws InterruptedException {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      run(seed);
    }
  }

  @Test
  void anyProgram_inAnySchedule_keepsTheLaws() throws Exception {
    // One thread, virtual time, and a seed that decides who runs next; a stuck program is an error.
    for (long seed = 0; seed < SCHEDULES; seed++) {
      long number = seed;
      ToyEngine.run(seed, () -> run(number));
    }
  }

  private static void run(long seed) throws InterruptedException {
    Program program = new Program(seed, CAPACITIES[(int) (seed % CAPACITIES.length)]);
    program.run(seed, seed % 3 == 0);
    program.check();
  }

  @Test
  void oneTask_againstAQueue_agrees() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int capacity = 1 + random.nextInt(200);
      Channel<Integer> channel = Channel.bounded(capacity);
      ArrayDeque<Integer> model = new ArrayDeque<>();
      boolean closed = false;
      for (int i = 0; i < 1_000; i++) {
        if (random.nextInt(2_000) == 0) {
          channel.close();
          closed = true;
        }
        if (random.nextInt(100) < 30 + 40 * (i / 100 % 2)) {
          boolean room = model.size() < capacity;
          Sent expected = closed ? new Sent.Closed(null) : room ? new Sent.Done() : new Sent.Full();
          assertThat(channel.trySend(i)).as("seed %d, step %d", seed, i).isEqualTo(expected);
          Stream.of(i).filter(_ -> expected instanceof Sent.Done).forEach(model::add);
        } else {
          Integer oldest = model.poll();
          Received<Integer> none = closed ? new Received.Closed<>(null) : new Received.Empty<>();
          assertThat(channel.tryReceive())
              .as("seed %d, step %d", seed, i)
              .isEqualTo(oldest == null ? none : new Received.Value<>(oldest));
        }
        assertThat(channel.size()).isEqualTo(model.size());
      }
    }
  }
}
