package jacquard.sync;

import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Strand;
import jacquard.internal.toy.ToyEngine;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: whatever locks, times out and is cancelled at once, these laws hold.
 *
 *   1. Never are two bodies in at once, and what one wrote the next one reads (a plain counter).
 *   2. The counter is the number of calls that returned: none that was cancelled or timed out ran.
 *   3. In the end the lock is free, and nobody waits.
 *
 * Method: random programs from a seed; tasks lock in random ways; another cancels some of them.
 */
@Timeout(120)
class MutexLawsTest {

  private static final int PROGRAMS = 300;

  /** One random program. */
  private static final class Program {
    private final Mutex<long[]> mutex = Mutex.of(new long[1]);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger clashes = new AtomicInteger();
    private final AtomicLong bodies = new AtomicLong();

    private void body(long[] counter, boolean pausing) {
      if (inside.incrementAndGet() != 1) {
        clashes.incrementAndGet();
      }
      counter[0]++;
      if (pausing) {
        Strand.current().engine().yield();
      }
      inside.decrementAndGet();
    }

    private void use(Random random) throws InterruptedException {
      boolean pausing = random.nextInt(4) == 0;
      switch (random.nextInt(4)) {
        case 0 -> {
          if (mutex.tryUpdate(data -> body(data, pausing))) {
            bodies.incrementAndGet();
          }
        }
        case 1 -> {
          try {
            mutex.update(ofNanos(random.nextInt(2_000_000)), data -> body(data, pausing));
            bodies.incrementAndGet();
          } catch (TimeoutException _) {
            assertThat(inside.get()).isBetween(0, 1);
          }
        }
        default -> {
          mutex.update(data -> body(data, pausing));
          bodies.incrementAndGet();
        }
      }
    }

    void run(long seed) throws InterruptedException {
      Random random = new Random(seed);
      int users = 2 + random.nextInt(6);
      int times = 1 + random.nextInt(200);
      Scope.run(s -> {
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < users; i++) {
          long own = seed * 31 + i;
          tasks.add(
              s.fork(() -> {
                Random mine = new Random(own);
                for (int n = 0; n < times; n++) {
                  use(mine);
                }
              }));
        }
        for (int i = 0; i < users / 2; i++) {
          Strand.current().engine().yield();
          tasks.get(i).cancel("law");
        }
      });
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
    for (long seed = 0; seed < PROGRAMS; seed++) {
      long number = seed;
      ToyEngine.run(seed, () -> run(number));
    }
  }

  private static void run(long seed) throws InterruptedException {
    Program program = new Program();
    program.run(seed);
    assertThat(program.clashes).as("seed %d", seed).hasValue(0);
    assertThat(program.mutex.<Long, RuntimeException>with(data -> data[0]))
        .as("seed %d", seed)
        .isEqualTo(program.bodies.get());
    assertThat(program.mutex.toString()).isEqualTo("the mutex (free, 0 wait)");
  }
}
