package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.time.Clock;
import jacquard.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/*
 * Goal: whatever fails, is cancelled or runs out of time, wherever in a tree of scopes, these laws hold.
 *
 *   1. When a scope is left nothing that was forked in it still runs.
 *   2. What leaves the tree is an exception that somebody in it threw (the object itself), a
 *      cancellation that somebody asked for, or a time-out that was set; or the tree returns.
 *   3. The caller's interrupt flag, context and region are as before.
 *
 * Method: random trees, from a printed seed; every node does a random thing, forks random children,
 * joins some of them.
 */
class ScopeLawsTest {

  private static final int TREES = 3_000;

  /** A failure of this test's making. */
  private static final class Injected extends Exception {
    private static final long serialVersionUID = 1;

    Injected(int node) {
      super("node " + node);
    }
  }

  /** One random tree. */
  private static final class Tree {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger nodes = new AtomicInteger();
    private final Set<Throwable> injected =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    void node(long seed, int depth) throws Injected, InterruptedException {
      Random random = new Random(seed);
      int id = nodes.incrementAndGet();
      running.incrementAndGet();
      try {
        act(random, id);
        if (depth > 0) {
          inner(random, depth);
        }
        act(random, id);
      } finally {
        running.decrementAndGet();
      }
    }

    private void inner(Random random, int depth) throws Injected, InterruptedException {
      if (random.nextInt(4) > 0) {
        scope(random, depth);
        return;
      }
      try {
        Duration limit = Duration.ofNanos(random.nextInt(3_000_000));
        Tasks.<Injected>timeout(limit, () -> scope(random, depth));
      } catch (TimeoutException _) {
        assertThat(Thread.currentThread().isInterrupted() && !cancelledHere()).isFalse();
      }
    }

    private static boolean cancelledHere() {
      try {
        Clock.sleep(Duration.ofNanos(1));
        return false;
      } catch (InterruptedException _) {
        return true;
      }
    }

    private void scope(Random random, int depth) throws Injected, InterruptedException {
      AtomicInteger mine = new AtomicInteger();
      int children = random.nextInt(4);
      try {
        Scope.<Injected>run(s -> {
          List<Task<?>> tasks = new ArrayList<>();
          for (int i = 0; i < children; i++) {
            long seed = random.nextLong();
            Action<Injected> child =
                () -> {
                  mine.incrementAndGet();
                  try {
                    node(seed, depth - 1);
                  } finally {
                    mine.decrementAndGet();
                  }
                };
            tasks.add(s.fork("child", child));
          }
          for (Task<?> task : tasks) {
            touch(random, task);
          }
        });
      } finally {
        assertThat(mine.get()).as("children that outlived their scope").isZero();
      }
    }

    private void touch(Random random, Task<?> task) throws InterruptedException {
      switch (random.nextInt(10)) {
        case 0 -> task.cancel("law");
        case 1, 2 -> task.outcome();
        case 3, 4, 5 -> task.join();
        default -> {}
      }
    }

    private void act(Random random, int id) throws Injected, InterruptedException {
      switch (random.nextInt(40)) {
        case 0 -> throw inject(new Injected(id));
        case 1, 2, 3 -> Clock.sleep(Duration.ofNanos(random.nextInt(2_000_000)));
        case 4, 5, 6 -> Tasks.yield();
        case 7 -> Thread.currentThread().interrupt();
        default -> {}
      }
    }

    private Injected inject(Injected failure) {
      injected.add(failure);
      return failure;
    }
  }

  @Test
  void scope_randomTrees_keepTheLaws() throws Exception {
    long base = Long.getLong("seed", System.nanoTime());
    int failed = 0;
    int ended = 0;
    for (int i = 0; i < TREES; i++) {
      long seed = base + i;
      Tree tree = new Tree();
      Thrown thrown = run(tree, seed);
      assertThat(tree.running.get()).as("still running, -Dseed=%d", seed).isZero();
      assertThat(Deadline.current()).as("-Dseed=%d", seed).isEmpty();
      if (thrown.failure == null) {
        ended++;
      } else if (thrown.failure instanceof Injected) {
        failed++;
        assertThat(tree.injected).as("-Dseed=%d", seed).contains(thrown.failure);
      }
    }
    assertThat(failed).as("trees that failed, -Dseed=%d", base).isPositive();
    assertThat(ended).as("trees that ended well, -Dseed=%d", base).isPositive();
  }

  /** What left a tree, or null. */
  private record Thrown(@Nullable Throwable failure) {}

  private static Thrown run(Tree tree, long seed) {
    try {
      Scope.<Injected>run(s -> s.fork(() -> tree.node(seed, 3)));
      return new Thrown(null);
    } catch (Injected | InterruptedException e) {
      return new Thrown(e);
    } finally {
      assertThat(Thread.interrupted()).as("stray interrupt, -Dseed=%d", seed).isFalse();
    }
  }
}
