package jacquard.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Job;
import jacquard.internal.engine.Strand;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RunQueueTest {

  private final RunQueue queue = new RunQueue();

  @Test
  void pop_afterManyPushes_keepsTheOrder() {
    for (int i = 0; i < 1000; i++) { // more than the first ring holds
      queue.push(i);
    }

    for (int i = 0; i < 1000; i++) {
      assertThat(queue.pop()).isEqualTo(i);
    }
    assertThat(queue.pop()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void popFresh_readyItemFirst_leavesItThere() {
    queue.push("ready");
    queue.push(new Once());

    assertThat(queue.popFresh()).isNull();
    assertThat(queue.pop()).isEqualTo("ready");
    assertThat(queue.popFresh()).isNotNull();
  }

  @Test
  void popFresh_somethingInTheSlot_waitsForIt() {
    queue.push(new Once());
    queue.swapSlot("woken");

    assertThat(queue.popFresh()).isNull();
    assertThat(queue.takeSlot()).isEqualTo("woken");
    assertThat(queue.popFresh()).isNotNull();
  }

  @Test
  void stealHalf_tenItems_takesOneAndHalfOfTheRest() {
    RunQueue thief = new RunQueue();
    for (int i = 0; i < 10; i++) {
      queue.push(i);
    }

    assertThat(queue.stealHalf(thief)).isEqualTo(0);
    assertThat(thief.size()).isEqualTo(4);
    assertThat(queue.size()).isEqualTo(5);
    assertThat(thief.pop()).isEqualTo(1);
    assertThat(queue.pop()).isEqualTo(5);
  }

  @Test
  void steal_item_isNotKeptInTheRing() {
    assertForgotten(RunQueue::steal);
  }

  @Test
  void pop_item_isNotKeptInTheRing() {
    assertForgotten(RunQueue::pop);
  }

  @Test
  void popFresh_job_isNotKeptInTheRing() {
    assertForgotten(RunQueue::popFresh);
  }

  private void assertForgotten(Function<RunQueue, @Nullable Object> take) {
    WeakReference<Once> taken = pushed();
    assertThat(take.apply(queue)).isSameAs(taken.get());

    while (taken.get() != null) {
      System.gc();
    }
    assertThat(queue.isEmpty()).isTrue();
  }

  private WeakReference<Once> pushed() {
    Once job = new Once();
    queue.push(job);
    return new WeakReference<>(job);
  }

  @Test
  void trim_deadJobsAtTheEnd_dropsThemAtOnce() {
    Once alive = new Once();
    List<Once> dead = List.of(new Once(), new Once(), new Once());
    queue.push(alive);
    dead.forEach(queue::push);
    dead.forEach(Once::claim);

    queue.trim();

    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.pop()).isSameAs(alive);
  }

  @Test
  void trim_deadJobsAtBothEnds_dropsThemAndNothingElse() {
    Once first = new Once();
    Once middle = new Once();
    Once alive = new Once();
    Once last = new Once();
    List.of(first, alive, middle, alive, last).forEach(queue::push);
    List.of(first, middle, last).forEach(Once::claim);

    for (int i = 0; i < RunQueue.DEAD_FIRST; i++) {
      queue.trim();
    }

    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.pop()).isSameAs(alive);
  }

  @Test
  void trim_onlyDeadJobs_empties() {
    for (int i = 0; i < 10; i++) {
      Once dead = new Once();
      queue.push(dead);
      dead.claim();
    }

    queue.trim();

    assertThat(queue.isEmpty()).isTrue();
    queue.push("next");
    assertThat(queue.pop()).isEqualTo("next");
  }

  /**
   * Goal: no job is lost and none leaves the queue twice. Method: an owner that pushes, takes, runs
   * jobs "inline" and trims, at random, against two thieves.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void queue_ownerAgainstThieves_everyJobLeavesOnce(long seed) throws InterruptedException {
    Random random = new Random(seed);
    List<Once> all = new ArrayList<>();
    CountDownLatch over = new CountDownLatch(1);
    List<Thread> thieves = List.of(thief(over), thief(over));
    for (int i = 0; i < 200_000; i++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          Once job = new Once();
          all.add(job);
          queue.push(job);
        }
        case 2 -> take(queue.pop());
        case 3 -> take(queue.popFresh());
        default -> runLastInline(all);
      }
    }
    over.countDown();
    for (Thread thief : thieves) {
      thief.join();
    }
    while (!queue.isEmpty()) {
      take(queue.pop());
    }

    assertThat(all).as("seed %d", seed).isNotEmpty().allMatch(Once::wasRunOnce);
  }

  /**
   * What a join does: claims the newest child, if it is there to be claimed, runs it, and trims.
   */
  private void runLastInline(List<Once> all) {
    if (!all.isEmpty() && all.getLast().claim()) {
      queue.trim();
    }
  }

  private Thread thief(CountDownLatch over) {
    RunQueue own = new RunQueue();
    return Thread.ofPlatform()
        .start(() -> {
          while (over.getCount() > 0) {
            take(queue.stealHalf(own));
            while (!own.isEmpty()) {
              take(own.pop());
            }
          }
        });
  }

  private static void take(@Nullable Object item) {
    if (item instanceof Once job) {
      job.taken.incrementAndGet();
      job.claim();
    }
  }

  /** A job that knows how often it left the queue, and whether somebody ran it. */
  private static final class Once implements Job {
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean claimed = new AtomicBoolean();

    boolean claim() {
      return claimed.compareAndSet(false, true);
    }

    boolean wasRunOnce() {
      return claimed.get() && taken.get() <= 1;
    }

    @Override
    public boolean isFresh() {
      return !claimed.get();
    }

    @Override
    public void run(Strand strand) {}
  }
}
