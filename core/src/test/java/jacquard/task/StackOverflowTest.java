package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.engine.StalledEngine;
import jacquard.internal.engine.Strand;
import jacquard.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/*
 * Goal: a stack that runs out anywhere in a fork or a time-out makes the block fail with
 * StackOverflowError. Nothing waits for ever, and the strand is as good as new.
 *
 * Method: recursion that does the thing at each level. The frames below it are padded by a number that
 * changes from one try to the next, so that the stack runs out at another instruction each time.
 *
 * Nothing here waits near the end of the stack: see StackOverflowWhileWaitingTest. Loop engine only: on
 * the default one a fork starts a virtual thread, and that the JDK may leave half started.
 */
@DisabledIfSystemProperty(named = "jacquard.engine", matches = "default")
@Timeout(60)
@SuppressWarnings("InfiniteRecursion") // What this test is about.
class StackOverflowTest {

  static final int TRIES = 40;

  /** A class whose initializer meets the end of the stack is lost for the whole JVM. */
  @BeforeAll
  static void everyClassIsLoaded() {
    assertThatThrownBy(() ->
            Scope.run(scope -> {
              scope.fork(() -> {
                throw new StackOverflowError("of this test's making");
              });
              Tasks.timeout(Duration.ofHours(1), () -> scope.fork(() -> 1).join());
              Clock.sleep(Duration.ofHours(1));
            }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void scope_recursionThatForks_fails() {
    eachTry(TRIES, padding -> Scope.call(scope -> pad(padding, () -> forkDeeper(scope))));
  }

  @Test
  void timeout_recursion_fails() {
    eachTry(TRIES, padding -> pad(padding, StackOverflowTest::timeoutDeeper));
  }

  @Test
  void scope_recursionThatForks_onAForeignThread_fails() throws Exception {
    for (int i = 0; i < TRIES; i++) {
      int padding = i;
      var failed = new CompletableFuture<Throwable>();
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  Scope.call(scope -> pad(padding, () -> forkDeeper(scope)));
                } catch (Throwable failure) {
                  failed.complete(failure);
                }
              });
      assertThat(failed.get(20, TimeUnit.SECONDS)).isInstanceOf(StackOverflowError.class);
      thread.join();
      assertThat(sound()).as("after padding %d", padding).isEqualTo(3);
    }
  }

  /** Where the stack ends behind the work, its value stays what it was: null, too. */
  @Test
  void task_stackRunsOutBehindItsWork_succeedsWithItsNull() throws Exception {
    for (int padding = 0; padding < TRIES; padding++) {
      Ended ended = new Ended();
      int frames = padding;
      assertThat(StalledEngine.run(() -> Scope.call(scope -> pad(frames, () -> ended.all(scope)))))
          .isInstanceOf(StackOverflowError.class);
      ended.check(padding);
    }
  }

  private static int forkDeeper(Scope scope) throws InterruptedException {
    scope.fork(() -> 1);
    return forkDeeper(scope) + 1;
  }

  private static int timeoutDeeper() throws Exception {
    return Tasks.timeout(Duration.ofHours(1), StackOverflowTest::timeoutDeeper);
  }

  static int pad(int frames, Op<Integer, Exception> op) throws Exception {
    return frames == 0 ? op.run() : pad(frames - 1, op) + 1;
  }

  /** On a task of the engine, where joins run inline; a look at the strand after each try. */
  static void eachTry(int tries, Fn<Integer, Integer, Exception> op) {
    for (int i = 0; i < tries; i++) {
      int padding = i;
      assertThatThrownBy(() -> Scope.call(outer -> outer.fork(() -> op.apply(padding)).join()))
          .as("padding %d", padding)
          .isInstanceOf(StackOverflowError.class);
      assertThat(sound()).as("after padding %d", padding).isEqualTo(3);
    }
  }

  private static int sound() {
    try {
      return Scope.call(scope -> scope.fork(() -> 1).join() + scope.fork(() -> 2).join());
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this", e);
    }
  }

  /** Tasks that return null, run by hand: the later ones near the end of the stack. */
  private static final class Ended {
    private static final int TASKS = 1_000;

    private final List<ForkedTask<?>> tasks = new ArrayList<>(TASKS);
    private final boolean[] returned = new boolean[TASKS];
    private int next;

    int all(Scope scope) {
      for (int i = 0; i < TASKS; i++) {
        int number = i;
        tasks.add((ForkedTask<?>) scope.fork(() -> returnNull(number)));
      }
      try {
        deeper(Strand.current());
      } finally {
        for (ForkedTask<?> task : tasks) { // those that were not reached, and that found no room
          task.run(Strand.current());
        }
      }
      return 0;
    }

    private @Nullable Object returnNull(int number) {
      returned[number] = true;
      return null;
    }

    /** Runs them on the way up, from where the stack has ended. */
    private void deeper(Strand strand) {
      try {
        deeper(strand);
      } finally {
        run(strand);
      }
    }

    private void run(Strand strand) {
      if (next < TASKS) {
        tasks.get(next++).run(strand);
      }
    }

    void check(int padding) {
      for (int i = 0; i < TASKS; i++) {
        if (returned[i]) {
          assertThat(tasks.get(i).endedOutcome())
              .as("task %d after padding %d", i, padding)
              .isEqualTo(new Success<>(null));
        }
      }
    }
  }
}
