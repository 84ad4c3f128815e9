package jacquard.chan;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;

import jacquard.internal.engine.Strand;
import jacquard.internal.toy.ToyEngine;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: whatever selects meet each other and plain operations, over several channels, with time-outs,
 * cancels and closes, exactly one arm takes effect or none does, and the task is told which.
 *
 * Method: random programs from a seed. Each task keeps a ledger for each channel, written by the
 * handlers; in the end the ledgers of each channel must agree (see Ledger). An arm that took effect
 * without its handler, a handler without an effect, or an effect of a select that was cancelled would
 * each leave a value sent but not received, or the reverse.
 */
@Timeout(120)
class SelectLawsTest {

  private static final int PROGRAMS = 300;
  private static final int SCHEDULES = 500;

  /** One random program. */
  private static final class Program {
    private final long seed;
    private final List<Channel<Integer>> channels = new ArrayList<>();
    private final List<List<Ledger>> ledgers = new ArrayList<>();

    Program(long seed) {
      this.seed = seed;
      Random random = new Random(seed);
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        int capacity = random.nextInt(3);
        channels.add(capacity == 0 ? Channel.rendezvous() : Channel.bounded(capacity));
        ledgers.add(new ArrayList<>());
      }
    }

    private List<Ledger> newLedgers() {
      List<Ledger> own = new ArrayList<>();
      for (List<Ledger> all : ledgers) {
        Ledger ledger = new Ledger();
        all.add(ledger);
        own.add(ledger);
      }
      return own;
    }

    private void selectOnce(Random random, int value, List<Ledger> own)
        throws InterruptedException {
      Select<Boolean, RuntimeException> select = Select.select();
      int arms = 1 + random.nextInt(4);
      for (int i = 0; i < arms; i++) {
        int index = random.nextInt(channels.size());
        Channel<Integer> channel = channels.get(index);
        Ledger ledger = own.get(index);
        if (random.nextBoolean()) {
          select.send(channel, value, () -> ledger.sent().add(value));
        } else {
          select.receive(channel, got -> ledger.received().add(got));
        }
      }
      switch (random.nextInt(8)) {
        case 0 -> select.orElse(() -> false);
        case 1 -> select.biased();
        case 2 -> select.after(ofNanos(random.nextInt(500_000)), () -> false);
        default -> select.after(ofMillis(20), () -> false);
      }
      select.await();
    }

    private void work(int sender, int times, List<Ledger> own) throws InterruptedException {
      Random random = new Random(seed * 31 + sender);
      try {
        for (int n = 0; n < times; n++) {
          selectOnce(random, sender * 1_000_000 + n, own);
        }
      } catch (ClosedException _) {
        Strand.current().engine().yield();
      }
    }

    void run() throws InterruptedException {
      Random random = new Random(~seed);
      int workers = 2 + random.nextInt(5);
      int times = 1 + random.nextInt(100);
      Scope.run(s -> {
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
          int sender = i;
          List<Ledger> own = newLedgers();
          tasks.add(s.fork(() -> work(sender, times, own)));
        }
        for (int i = 0; i < workers / 2; i++) {
          Strand.current().engine().yield();
          tasks.get(i).cancel("law");
        }
        for (int i = 0; i < times; i++) {
          Strand.current().engine().yield();
        }
        channels.forEach(Channel::close);
      });
    }

    void check() {
      for (int i = 0; i < channels.size(); i++) {
        Ledger.check("seed " + seed + ", channel " + i, channels.get(i), ledgers.get(i));
      }
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
    Program program = new Program(seed);
    program.run();
    program.check();
  }
}
