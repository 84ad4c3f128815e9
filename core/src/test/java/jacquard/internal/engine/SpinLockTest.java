package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpinLockTest {

  /** Two plain words that only a working lock keeps equal. */
  private static final class Pair extends SpinLock {
    private long left;
    private long right;

    /** Returns whether the two words were equal. */
    boolean increment() {
      lock();
      try {
        boolean equal = left == right;
        left++;
        right++;
        return equal;
      } finally {
        unlock();
      }
    }
  }

  @Test
  void lock_byManyThreads_excludesAndPublishes() throws InterruptedException {
    Pair pair = new Pair();
    List<Boolean> torn = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      threads.add(
          (i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual())
              .start(() -> {
                for (int n = 0; n < 50_000; n++) {
                  if (!pair.increment()) {
                    torn.add(true);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(torn).isEmpty();
    assertThat(pair.left).isEqualTo(300_000);
    assertThat(pair.right).isEqualTo(300_000);
  }

  /**
   * Goal: one who waits for a second lock is not unmounted with the first. Then the JDK's scheduler
   * may never run it again, while others yield for what it holds. Method: many of them on few
   * carriers, and threads that only want the second.
   */
  @Test
  void lockFurther_byManyThatHoldAnother_endsForAll() throws InterruptedException {
    SpinLock first = new SpinLock();
    Pair second = new Pair();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(Thread.ofVirtual().start(() -> takeBoth(first, second)));
    }
    threads.add(Thread.ofPlatform().start(() -> takeSecond(second)));
    threads.add(Thread.ofVirtual().start(() -> takeSecond(second)));
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(second.left).isEqualTo(8 * 20_000 + 2 * 20_000);
  }

  private static void takeBoth(SpinLock first, Pair second) {
    for (int n = 0; n < 20_000; n++) {
      first.lock();
      second.lockFurther();
      second.left++;
      second.unlock();
      first.unlock();
    }
  }

  private static void takeSecond(Pair second) {
    for (int n = 0; n < 20_000; n++) {
      second.lock();
      second.left++;
      second.unlock();
    }
  }
}
