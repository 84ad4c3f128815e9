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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: whatever acquires, times out and is cancelled at once, these laws hold.
 *
 *   1. Never are more permits in use than there are.
 *   2. In the end all permits are back, and nobody waits: none leaked through a cancel.
 *
 * Method: random programs from a seed; see MutexLawsTest.
 */
@Timeout(120)
class SemaphoreLawsTest {

  private static final int PROGRAMS = 300;

  /** One random program. */
  private static final class Program {
    private final int permits;
    private final Semaphore semaphore;
    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger excess = new AtomicInteger();

    Program(int permits) {
      this.permits = permits;
      this.semaphore = Semaphore.of(permits);
    }

    private void use(Random random) throws InterruptedException {
      int count = 1 + random.nextInt(permits);
      if (acquired(random, count)) {
        if (inUse.addAndGet(count) > permits) {
          excess.incrementAndGet();
        }
        if (random.nextInt(3) == 0) {
          Strand.current().engine().yield();
        }
        inUse.addAndGet(-count);
        semaphore.release(count);
      }
    }

    private boolean acquired(Random random, int count) throws InterruptedException {
      switch (random.nextInt(4)) {
        case 0 -> {
          return semaphore.tryAcquire(count);
        }
        case 1 -> {
          try {
            semaphore.acquire(count, ofNanos(random.nextInt(2_000_000)));
            return true;
          } catch (TimeoutException _) {
            return false;
          }
        }
        default -> {
          semaphore.acquire(count);
          return true;
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
    int permits = 1 + (int) (seed % 5);
    Program program = new Program(permits);
    program.run(seed);
    assertThat(program.excess).as("seed %d", seed).hasValue(0);
    assertThat(program.semaphore.toString())
        .as("seed %d", seed)
        .isEqualTo("the semaphore (%d of %d available, 0 wait)", permits, permits);
  }
}
