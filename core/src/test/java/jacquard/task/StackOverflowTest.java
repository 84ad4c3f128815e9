package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
}
