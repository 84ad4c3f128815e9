package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of those who are told of a task's end. */
final class CompletionTest {

  private final Engine engine = Strand.current().engine();

  /**
   * Goal: those that gave up don't pile up behind one that waits on. Method: the newest always
   * lives when an older one gives up, as with several tasks that poll one.
   */
  @Test
  void forget_pollersThatGiveUp_keepTheListShort() {
    Wait wait = new Wait(Strand.current());
    Completion newest = joiner(wait, null);
    for (int i = 0; i < 100_000; i++) {
      Wait older = wait;
      wait = new Wait(Strand.current());
      newest = joiner(wait, newest);
      older.commit(Wait.TIMED_OUT);
      newest.forget(engine);
    }

    assertThat(length(newest)).isLessThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void forget_someThatLive_keepsAllOfThemInOrder(long seed) {
    Random random = new Random(seed);
    List<Completion> living = new ArrayList<>();
    Completion newest = joiner(new Wait(Strand.current()), null);
    living.add(newest);
    for (int i = 0; i < 10_000; i++) {
      Wait wait = new Wait(Strand.current());
      newest = joiner(wait, newest);
      if (random.nextInt(10) == 0) {
        living.add(newest);
      } else {
        wait.commit(Wait.TIMED_OUT);
      }
      newest.forget(engine);
    }

    List<Completion> found = new ArrayList<>();
    for (Completion at = newest; at != null; at = at.next()) {
      if (!at.hasGivenUp()) {
        found.addFirst(at);
      }
    }
    assertThat(found).as("seed %d", seed).hasSizeGreaterThan(500).isEqualTo(living);
  }

  /** As when the stack ran out before all were told, and the scope ends the task once more. */
  @Test
  void tell_again_callsBackOnce() throws Exception {
    List<Outcome<Integer>> seen = new ArrayList<>();
    Scope.run(scope -> {
      Task<Integer> task = scope.fork(() -> 7);
      task.join();
      Completion callback = new Completion.Callback<Integer>(seen::add);
      callback.tell((ForkedTask<?>) task, (OpenScope) scope);
      callback.tell((ForkedTask<?>) task, (OpenScope) scope);
    });

    assertThat(seen).containsExactly(new Success<>(7));
  }

  private static Completion joiner(Wait wait, @Nullable Completion before) {
    Completion joiner = new Completion.Joiner(wait);
    joiner.setNext(before);
    return joiner;
  }

  private static int length(Completion newest) {
    int length = 0;
    for (Completion at = newest; at != null; at = at.next()) {
      length++;
    }
    return length;
  }
}
