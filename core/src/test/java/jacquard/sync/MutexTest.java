package jacquard.sync;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.chan.Channel;
import jacquard.internal.queue.Eventually;
import jacquard.task.Cancelled;
import jacquard.task.Scope;
import jacquard.task.Task;
import jacquard.task.Tasks;
import jacquard.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MutexTest {

  private static void awaitWaiters(Mutex<?> mutex, int count) {
    Eventually.until(() -> mutex.lock().waiters().size() == count);
  }

  // ---------------------------------------------------------------- bodies

  @Test
  void with_asInTheTasteBook_compiles() throws InterruptedException {
    Mutex<Map<String, Integer>> hits = Mutex.of(new HashMap<>());
    String page = "/";
    hits.with(map -> map.merge(page, 1, Integer::sum));
    hits.update(map -> map.clear());
    int size = hits.with(map -> map.size());
    assertThat(size).isZero();
  }

  @Test
  void with_bodyThrows_passesItOnExactlyAndUnlocks() throws InterruptedException {
    Mutex<int[]> mutex = Mutex.of(new int[1]);
    try {
      mutex.update(data -> {
        data[0] = 1;
        throw new IOException("disk");
      });
      throw new AssertionError("nothing thrown");
    } catch (IOException e) {
      assertThat(e).hasMessage("disk");
    }
    assertThat(mutex.tryWith(data -> data[0])).contains(1);
  }

  @Test
  void with_bodyCancelled_unlocks() throws InterruptedException {
    Mutex<String> mutex = Mutex.of("data");
    Scope.run(s -> {
      Task<?> holder = s.fork(() -> mutex.update(_ -> Clock.sleep(Duration.ofDays(1))));
      Eventually.until(() -> mutex.lock().owner() != null);
      assertThat(mutex.toString()).startsWith("the mutex (held by ");
      holder.cancel("test");
      assertThat(holder.outcome()).isInstanceOf(Cancelled.class);
      assertThat(mutex.<String, RuntimeException>with(data -> data)).isEqualTo("data");
    });
    assertThat(mutex.toString()).isEqualTo("the mutex (free, 0 wait)");
  }

  @Test
  void with_cancelledBefore_doesNotRunTheBody() throws InterruptedException {
    Mutex<String> mutex = Mutex.of("data");
    AtomicBoolean ran = new AtomicBoolean();
    Scope.run(s -> {
      Channel<String> never = Channel.rendezvous();
      Task<?> task =
          s.fork(() -> {
            try {
              never.receive();
            } catch (InterruptedException _) {
              mutex.update(_ -> ran.set(true));
            }
          });
      Eventually.until(() -> never.toString().contains("1 to receive"));
      task.cancel("test");
      assertThat(task.outcome()).isInstanceOf(Cancelled.class);
    });
    assertThat(ran).isFalse();
  }

  // ---------------------------------------------------------------- ownership

  @Test
  void with_again_saysThatItIsNotReentrant() throws InterruptedException {
    Mutex<String> mutex = Mutex.of("data").named("alice");
    assertThatThrownBy(() -> mutex.with(_ -> mutex.with(data -> data)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mutex 'alice' is held by this task already");
    assertThatThrownBy(() -> mutex.with(_ -> mutex.tryWith(data -> data)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> mutex.with(_ -> Tasks.timeout(ofMillis(500), () -> mutex.with(data -> data))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(mutex.tryWith(data -> data)).contains("data");
  }

  @Test
  void with_byChildOfTheHolder_waitsAsForAnybody() throws Exception {
    // The child may run on the holder's stack; the mutex is not its own for that.
    Mutex<String> mutex = Mutex.of("data");
    boolean inside =
        mutex.with(_ ->
            Scope.call(s -> {
              Task<Boolean> child = s.fork(() -> mutex.tryUpdate(_ -> {}));
              return child.join();
            }));
    assertThat(inside).isFalse();
  }

  // ---------------------------------------------------------------- waiting

  @Test
  void with_held_waitersRunOneAtATime() throws InterruptedException {
    Mutex<List<Integer>> mutex = Mutex.of(new ArrayList<>());
    Channel<String> gate = Channel.rendezvous();
    Scope.run(s -> {
      s.fork(() -> mutex.update(_ -> gate.receive()));
      Eventually.until(() -> mutex.lock().owner() != null);
      for (int i = 0; i < 4; i++) {
        int number = i;
        s.fork(() -> mutex.update(list -> list.add(number)));
        awaitWaiters(mutex, i + 1);
      }
      gate.send("go");
    });
    assertThat(mutex.<List<Integer>, RuntimeException>with(list -> list))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void with_limit_timesOutAndLeavesTheLine() throws Exception {
    Mutex<String> mutex = Mutex.of("data").named("bob");
    Channel<String> gate = Channel.rendezvous();
    Scope.run(s -> {
      s.fork(() -> mutex.update(_ -> gate.receive()));
      Eventually.until(() -> mutex.lock().owner() != null);
      assertThatThrownBy(() -> mutex.with(ofMillis(3), data -> data))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("mutex 'bob'");
      assertThatThrownBy(() -> mutex.update(ZERO, _ -> {})).isInstanceOf(TimeoutException.class);
      assertThat(mutex.tryWith(data -> data)).isEmpty();
      assertThat(mutex.tryUpdate(_ -> {})).isFalse();
      assertThat(mutex.lock().waiters()).isEmpty();
      gate.send("go");
    });
    String data = mutex.with(ofMillis(3), d -> d);
    assertThat(data).isEqualTo("data");
  }

  @Test
  void with_cancelledWhileWaiting_leavesTheLineToOthers() throws InterruptedException {
    Mutex<int[]> mutex = Mutex.of(new int[1]);
    Channel<String> gate = Channel.rendezvous();
    Scope.run(s -> {
      s.fork(() -> mutex.update(_ -> gate.receive()));
      Eventually.until(() -> mutex.lock().owner() != null);
      Task<?> first = s.fork(() -> mutex.update(data -> data[0] += 10));
      awaitWaiters(mutex, 1);
      s.fork(() -> mutex.update(data -> data[0] += 1));
      awaitWaiters(mutex, 2);
      first.cancel("test");
      assertThat(first.outcome()).isInstanceOf(Cancelled.class);
      gate.send("go");
    });
    assertThat(mutex.<Integer, RuntimeException>with(data -> data[0])).isEqualTo(1);
  }

  @Test
  void with_overtakenForLong_isHandedTheLock() throws InterruptedException {
    // One task takes the lock again and again without a pause; the other must get in all the same.
    Mutex<int[]> mutex = Mutex.of(new int[2]);
    AtomicBoolean done = new AtomicBoolean();
    Scope.run(s -> {
      s.fork(() -> {
        while (!done.get()) {
          mutex.update(data -> data[0]++);
        }
      });
      Eventually.until(() -> hasRun(mutex));
      for (int i = 0; i < 20; i++) {
        mutex.update(data -> data[1]++);
      }
      done.set(true);
    });
    assertThat(mutex.<Integer, RuntimeException>with(data -> data[1])).isEqualTo(20);
  }

  private static boolean hasRun(Mutex<int[]> mutex) {
    try {
      return mutex.tryWith(data -> data[0] > 0).orElse(false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void handover_toAStarvedWaiter_keepsOthersOut() throws InterruptedException {
    Mutex<String> mutex = Mutex.of("data");
    HandoverLock lock = mutex.lock();
    Channel<String> gate = Channel.rendezvous();
    Channel<String> second = Channel.rendezvous();
    Scope.run(s -> {
      s.fork(() -> mutex.update(_ -> gate.receive()));
      Eventually.until(() -> lock.owner() != null);
      s.fork(() -> mutex.update(_ -> second.receive()));
      awaitWaiters(mutex, 1);
      long start = Clock.nanoTime();
      Eventually.until(() -> Clock.nanoTime() - start > 2 * HandoverLock.HANDOVER_NANOS);
      gate.send("go");
      Eventually.until(() -> lock.waiters().isEmpty());
      assertThat(mutex.tryUpdate(_ -> {})).isFalse();
      second.send("go");
    });
    assertThat(mutex.tryUpdate(_ -> {})).isTrue();
  }
}
