package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/*
 * Goal and method: as StackOverflowTest, for joins and scopes, which wait where the stack ends.
 *
 * Not part of the build. One JVM of about thirty died here (SIGSEGV in fill_in_stack_trace, below
 * throw_StackOverflowError, JDK 25.0.3): in a join, on a worker whose own stack was nearly empty; it
 * seems that the JDK found no room to put a deep virtual thread back on. And what waits, is woken:
 * between the commit of a wait and the unpark, and within the JDK's own unpark, the waker's stack may
 * end, and no room is left there to put that right.
 *
 *    ./mvnw -Djacquard.overflow=true -pl core test -Dtest=StackOverflowWhileWaitingTest
 */
@EnabledIfSystemProperty(named = "jacquard.overflow", matches = "true")
@Timeout(60)
@SuppressWarnings("InfiniteRecursion") // What this test is about.
class StackOverflowWhileWaitingTest {

  /** Thousands of scopes deep, each of which waits for its child: slow. */
  private static final int TRIES_NESTED = 2;

  @BeforeAll
  static void everyClassIsLoaded() {
    StackOverflowTest.everyClassIsLoaded();
  }

  @Test
  void scope_recursionThatForksAndJoins_fails() {
    StackOverflowTest.eachTry(
        StackOverflowTest.TRIES,
        padding -> Scope.call(scope -> StackOverflowTest.pad(padding, () -> joinDeeper(scope))));
  }

  @Test
  void scope_recursionThatOpensScopes_fails() {
    StackOverflowTest.eachTry(
        TRIES_NESTED,
        padding -> StackOverflowTest.pad(padding, StackOverflowWhileWaitingTest::scopeDeeper));
  }

  @Test
  void onCompletion_stackRunsOut_isToldAtMostOnce() {
    Queue<AtomicInteger> told = new ConcurrentLinkedQueue<>();
    StackOverflowTest.eachTry(
        StackOverflowTest.TRIES,
        padding ->
            Scope.call(scope -> StackOverflowTest.pad(padding, () -> tellDeeper(scope, told))));
    assertThat(told).isNotEmpty().allMatch(times -> times.get() <= 1);
  }

  @Test
  void join_againAfterAnOverflow_ends() {
    StackOverflowTest.eachTry(
        StackOverflowTest.TRIES,
        padding ->
            Scope.call(scope -> {
              Queue<Task<Integer>> forked = new ConcurrentLinkedQueue<>();
              try {
                return StackOverflowTest.pad(padding, () -> joinDeeper(scope, forked));
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

  private static int joinDeeper(Scope scope) throws InterruptedException {
    return scope.fork(() -> 1).join() + joinDeeper(scope);
  }

  private static int scopeDeeper() throws InterruptedException {
    return Scope.call(scope -> scope.fork(() -> 1) == null ? 0 : scopeDeeper());
  }
}
