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
}
