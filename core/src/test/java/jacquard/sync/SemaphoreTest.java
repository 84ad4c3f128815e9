package jacquard.sync;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.queue.Eventually;
import jacquard.task.Cancelled;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SemaphoreTest {

  private static void awaitWaiters(Semaphore semaphore, int count) {
    Eventually.until(() -> semaphore.toString().endsWith(", " + count + " wait)"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void of_noPermits_throws(int permits) {
    assertThatThrownBy(() -> Semaphore.of(permits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a semaphore must have 1 permit or more, was " + permits);
  }

  @Test
  void acquire_moreThanThereAre_throwsInsteadOfWaitingForEver() {
    Semaphore semaphore = Semaphore.of(3);
    for (int count : new int[] {0, -1, 4}) {
      assertThatThrownBy(() -> semaphore.acquire(count))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("permits to acquire must be 1 to 3 (all there are), was " + count);
      assertThatThrownBy(() -> semaphore.tryAcquire(count))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void release_notHeld_throws() {
    Semaphore semaphore = Semaphore.of(3).named("slots");
    assertThat(semaphore.tryAcquire()).isTrue();
    assertThatThrownBy(() -> semaphore.release(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("semaphore 'slots': 2 released, but only 1 held");
    assertThatThrownBy(() -> semaphore.release(0)).isInstanceOf(IllegalArgumentException.class);
    semaphore.release();
    assertThat(semaphore.available()).isEqualTo(3);
  }

  @Test
  void tryAcquire_takesWhatIsThere() {
    Semaphore semaphore = Semaphore.of(3);
    assertThat(semaphore.tryAcquire(2)).isTrue();
    assertThat(semaphore.tryAcquire(2)).isFalse();
    assertThat(semaphore.tryAcquire()).isTrue();
    assertThat(semaphore.available()).isZero();
    assertThat(semaphore.permits()).isEqualTo(3);
    assertThat(semaphore.toString()).isEqualTo("the semaphore (0 of 3 available, 0 wait)");
  }

  @Test
  void acquire_several_areServedInTheirOrderAndManyAreNotOvertaken() throws InterruptedException {
    Semaphore semaphore = Semaphore.of(3);
    Scope.run(s -> {
      semaphore.acquire(3);
      Task<?> many = s.fork(() -> semaphore.acquire(2));
      awaitWaiters(semaphore, 1);
      Task<?> one = s.fork(() -> semaphore.acquire());
      awaitWaiters(semaphore, 2);
      semaphore.release();
      assertThat(many.poll()).isEmpty();
      assertThat(one.poll()).isEmpty();
      assertThat(semaphore.tryAcquire()).as("there is one, but others wait").isFalse();
      semaphore.release();
      many.join();
      assertThat(one.poll()).isEmpty();
      semaphore.release();
      one.join();
    });
    assertThat(semaphore.available()).isZero();
  }

  @Test
  void acquire_firstGivesUp_thoseBehindAreServed() throws InterruptedException {
    Semaphore semaphore = Semaphore.of(3);
    Scope.run(s -> {
      semaphore.acquire(2);
      Task<?> many = s.fork(() -> semaphore.acquire(3));
      awaitWaiters(semaphore, 1);
      Task<?> one = s.fork(() -> semaphore.acquire());
      awaitWaiters(semaphore, 2);
      many.cancel("test");
      assertThat(many.outcome()).isInstanceOf(Cancelled.class);
      one.join();
    });
    assertThat(semaphore.available()).isZero();
  }

  @Test
  void acquire_timedOut_takesNothing() throws Exception {
    Semaphore semaphore = Semaphore.of(2);
    semaphore.acquire();
    assertThatThrownBy(() -> semaphore.acquire(2, ofMillis(3)))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> semaphore.acquire(2, ZERO)).isInstanceOf(TimeoutException.class);
    semaphore.acquire(1, ofMillis(3));
    assertThat(semaphore.available()).isZero();
    semaphore.release(2);
    assertThat(semaphore.toString()).isEqualTo("the semaphore (2 of 2 available, 0 wait)");
  }

  @Test
  void withPermit_bodyThrows_givesItBack() throws Exception {
    Semaphore semaphore = Semaphore.of(1);
    assertThat(semaphore.<Integer, RuntimeException>withPermit(() -> semaphore.available()))
        .isZero();
    try {
      semaphore.withPermit(() -> {
        throw new IOException("disk");
      });
      throw new AssertionError("nothing thrown");
    } catch (IOException e) {
      assertThat(e).hasMessage("disk");
    }
    List<Integer> seen = new ArrayList<>();
    semaphore.withPermit(() -> {
      seen.add(semaphore.available());
    });
    assertThat(seen).containsExactly(0);
    assertThat(semaphore.available()).isEqualTo(1);
  }

  @Test
  void permit_closedTwice_isGivenBackOnce() throws InterruptedException {
    Semaphore semaphore = Semaphore.of(3);
    semaphore.acquire();
    Permit two = semaphore.permits(2);
    try (two) {
      assertThat(semaphore.available()).isZero();
    }
    two.close();
    assertThat(semaphore.available()).isEqualTo(2);
    try (Permit one = semaphore.permit()) {
      assertThat(one).isNotNull();
      assertThat(semaphore.available()).isEqualTo(1);
    }
  }
}
