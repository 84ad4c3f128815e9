package jacquard.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Timer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimersTest {

  private static final class Silent extends Timer {
    Silent(long deadlineNanos) {
      super(deadlineNanos);
    }

    @Override
    public void fire() {}
  }

  /*
   * Goal: a stack that runs out in insert or remove leaves the lock free and the wheel whole. Else
   * every thread that looks at these timers spins for ever, the driving one included.
   *
   * Method: as CancellationTest.cancel_stackRunsOutWhileDelivered_leavesTheStrandFree.
   */
  @Test
  void insertAndRemove_stackRunsOut_leaveTheLockFreeAndTheWheelWhole() throws InterruptedException {
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              for (int i = 0; i < 50_000; i++) {
                insertAndRemove(new Timers(0));
              }
              for (int i = 0; i < 300; i++) {
                check(i, wrong);
              }
            });
    thread.start();
    thread.join();
    assertThat(wrong).isEmpty();
  }

  private static void check(int padding, List<String> wrong) {
    Timers timers = new Timers(0);
    try {
      after(padding, timers);
    } catch (StackOverflowError _) {
      if (timers.isHeld()) {
        wrong.add("held after padding " + padding);
        return;
      }
    }
    int left = 0;
    while (timers.poll(Long.MAX_VALUE) != null) {
      left++;
    }
    if (left > 1 || timers.size() != 0) {
      wrong.add(left + " polled, " + timers.size() + " left after padding " + padding);
    }
  }

  private static int after(int padding, Timers timers) {
    return padding == 0 ? deeper(timers) : after(padding - 1, timers) + 1;
  }

  @SuppressWarnings("InfiniteRecursion") // until the stack ends
  private static int deeper(Timers timers) {
    insertAndRemove(timers);
    return deeper(timers) + 1;
  }

  private static void insertAndRemove(Timers timers) {
    Timer timer = new Silent(1_000_000_000L);
    timers.insert(timer);
    timers.remove(timer);
  }
}
