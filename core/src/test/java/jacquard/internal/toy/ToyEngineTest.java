package jacquard.internal.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.TestJob;
import jacquard.internal.engine.Wait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ToyEngineTest {

  @Test
  void run_sameSeed_sameOrder() throws Exception {
    assertThat(order(42)).isEqualTo(order(42));
  }

  @Test
  void run_otherSeeds_otherOrders() throws Exception {
    Set<List<Integer>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      orders.add(order(seed));
    }

    assertThat(orders).hasSizeGreaterThan(5);
  }

  private static List<Integer> order(long seed) throws Exception {
    List<Integer> order = new ArrayList<>();
    ToyEngine.run(
        seed,
        () -> {
          Engine engine = Strand.current().engine();
          List<TestJob> jobs = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            int number = i;
            jobs.add(
                TestJob.start(
                    engine,
                    () -> {
                      engine.yield();
                      order.add(number);
                    }));
          }
          for (TestJob job : jobs) {
            job.join();
          }
        });
    assertThat(order).hasSize(5);
    return order;
  }

  @Test
  void run_aYearOfSleep_takesNoTime() throws Exception {
    ToyEngine.run(
        1,
        () -> {
          Strand strand = Strand.current();
          long year = 365L * 24 * 3600 * 1_000_000_000;
          assertThat(new Wait(strand).await(year)).isSameAs(Wait.TIMED_OUT);
          assertThat(strand.engine().nanoTime()).isGreaterThanOrEqualTo(year);
        });
  }

  @Test
  void run_nobodyCanGoOn_isADeadlockWithTheSeed() {
    assertThatThrownBy(() -> ToyEngine.run(99, () -> new Wait(Strand.current()).await()))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("deadlock: ")
        .hasMessageContaining("ToyEngineTest")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("seed 99"));
  }

  @Test
  void run_bodyThrows_throwsTheSame() {
    var failure = new IllegalStateException("as it is");

    assertThatThrownBy(() ->
            ToyEngine.run(
                3,
                () -> {
                  throw failure;
                }))
        .isSameAs(failure);
  }
}
