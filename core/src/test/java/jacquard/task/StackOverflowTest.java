package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/*
 * Goal: a stack that runs out anywhere in a fork, a join, a scope or a time-out makes the block fail
 * with StackOverflowError. Nothing waits for ever, and the strand is as good as new.
 *
 * Method: recursion that does the thing at each level. The frames below it are padded by a number that
 * changes from one try to the next, so that the stack runs out at another instruction each time.
 *
 * Not part of the build: one run of about five hung, in which of these is not known (somewhere in the
 * engine a lock or a wake-up is left half done, and a hang can't be told from slowness by the build).
 *
 *    ./mvnw -Djacquard.overflow=true -pl core test -Dtest=StackOverflowTest
 */
@EnabledIfSystemProperty(named = "jacquard.overflow", matches = "true")
@Timeout(60)
@SuppressWarnings("InfiniteRecursion") // What this test is about.
class StackOverflowTest {

  private static final int TRIES = 40;

  /** Thousands of scopes deep, each of which waits for its child: slow. */
  private static final int TRIES_NESTED = 2;

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
  void scope_recursionThatForksAndJoins_fails() {
    eachTry(TRIES, padding -> Scope.call(scope -> pad(padding, () -> joinDeeper(scope))));
  }

  @Test
  void scope_recursionThatOpensScopes_fails() {
    eachTry(TRIES_NESTED, padding -> pad(padding, StackOverflowTest::scopeDeeper));
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

  @Test
  void onCompletion_stackRunsOut_isToldAtMostOnce() {
    Queue<AtomicInteger> told = new ConcurrentLinkedQueue<>();
    eachTry(TRIES, padding -> Scope.call(scope -> pad(padding, () -> tellDeeper(scope, told))));
    assertThat(told).isNotEmpty().allMatch(times -> times.get() <= 1);
  }

  @Test
  void join_againAfterAnOverflow_ends() {
    eachTry(
        TRIES,
        padding ->
            Scope.call(scope -> {
              Queue<Task<Integer>> forked = new ConcurrentLinkedQueue<>();
              try {
                return pad(padding, () -> joinDeeper(scope, forked));
              } catch (StackOverflowError overflow) {
                for (Task<Integer> task : forked) {
                  task.outcome();
                }
                throw overflow;
              }
            }));
  }

  private static int joinDeeper(Scope scope, Queue<Task<Integer>> forked)
      throws InterruptedException {
    Task<Integer> task = scope.fork(() -> 1);
    forked.add(task);
    return task.join() + joinDeeper(scope, forked);
  }

  private static int tellDeeper(Scope scope, Queue<AtomicInteger> told)
      throws InterruptedException {
    AtomicInteger times = new AtomicInteger();
    told.add(times);
    Task<Integer> task = scope.fork(() -> 1);
    task.onCompletion(_ -> {
      times.incrementAndGet();
      spend(3);
    });
    return task.join() + tellDeeper(scope, told);
  }

  private static int spend(int frames) {
    return frames == 0 ? 0 : spend(frames - 1) + 1;
  }

  private static int forkDeeper(Scope scope) throws InterruptedException {
    scope.fork(() -> 1);
    return forkDeeper(scope) + 1;
  }

  private static int joinDeeper(Scope scope) throws InterruptedException {
    return scope.fork(() -> 1).join() + joinDeeper(scope);
  }

  private static int scopeDeeper() throws InterruptedException {
    return Scope.call(scope -> scope.fork(() -> 1) == null ? 0 : scopeDeeper());
  }

  private static int timeoutDeeper() throws Exception {
    return Tasks.timeout(Duration.ofHours(1), StackOverflowTest::timeoutDeeper);
  }

  private static int pad(int frames, Op<Integer, Exception> op) throws Exception {
    return frames == 0 ? op.run() : pad(frames - 1, op) + 1;
  }

  /** On a task of the engine, where joins run inline; a look at the strand after each try. */
  private static void eachTry(int tries, Fn<Integer, Integer, Exception> op) {
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
