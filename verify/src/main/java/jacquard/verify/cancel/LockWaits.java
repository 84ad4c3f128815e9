package jacquard.verify.cancel;

import jacquard.sync.Mutex;
import jacquard.sync.Permit;
import jacquard.sync.Semaphore;
import jacquard.task.Scope;
import jacquard.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Permits and locks. */
final class LockWaits {

  private static final int TASKS = 12;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofNanos(50_000);

  private LockWaits() {}

  static List<Waiting> all() {
    return List.of(
        new Waiting("Semaphore.acquire", LockWaits::acquire),
        new Waiting("Semaphore.acquire, several and timed", LockWaits::acquireSeveral),
        new Waiting("Semaphore.permit", LockWaits::permit),
        new Waiting("Mutex.with", LockWaits::with),
        new Waiting("Mutex.with, timed", LockWaits::withTimed));
  }

  /** At most as many inside as there are permits, and all are there in the end. */
  private static final class Permits {
    final Semaphore semaphore;
    private final AtomicInteger held = new AtomicInteger();
    private final Tally tally;

    Permits(int permits, Tally tally) {
      this.semaphore = Semaphore.of(permits);
      this.tally = tally;
    }

    void hold(int count) {
      int now = held.addAndGet(count);
      if (now > semaphore.permits()) {
        tally.fault(tally.doubled, 1, now + " permits held of " + semaphore.permits());
      }
      Tasks.yield();
      held.addAndGet(-count);
    }

    void close() {
      int missing = semaphore.permits() - semaphore.available();
      if (missing != 0) {
        tally.fault(tally.leaked, missing, missing + " permits missing: " + semaphore);
      }
      if (!semaphore.toString().contains(", 0 wait")) {
        tally.fault(tally.leaked, 1, "a waiter was left behind: " + semaphore);
      }
    }
  }

  private static void acquire(Chance chance, Tally tally) throws InterruptedException {
    Permits permits = new Permits(1 + chance.below(3), tally);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(() -> {
          permits.semaphore.acquire();
          permits.hold(1);
          permits.semaphore.release();
        });
      }
      victims.cancelSome();
      victims.awaitAll();
    });
    permits.close();
  }

  private static void acquireSeveral(Chance chance, Tally tally) throws InterruptedException {
    Permits permits = new Permits(4, tally);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        int count = 1 + chance.below(4);
        Duration limit = chance.once(3) ? SHORT : LONG;
        victims.add(() -> {
          try {
            permits.semaphore.acquire(count, limit);
          } catch (TimeoutException _) {
            return;
          }
          permits.hold(count);
          permits.semaphore.release(count);
        });
      }
      victims.cancelSome();
      victims.awaitAll();
    });
    permits.close();
  }

  private static void permit(Chance chance, Tally tally) throws InterruptedException {
    Permits permits = new Permits(1 + chance.below(2), tally);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(() -> {
          try (Permit _ = permits.semaphore.permit()) {
            permits.hold(1);
          }
        });
      }
      victims.cancelSome();
      victims.awaitAll();
    });
    permits.close();
  }

  /** Data that two bodies at once would spoil. */
  private static final class Guarded {
    private int inside;
    private int count;

    Integer use(Tally tally) {
      inside++;
      if (inside != 1) {
        tally.fault(tally.doubled, 1, inside + " bodies in one mutex");
      }
      Tasks.yield();
      inside--;
      return ++count;
    }
  }

  private static void with(Chance chance, Tally tally) throws InterruptedException {
    lock(chance, tally, false);
  }

  private static void withTimed(Chance chance, Tally tally) throws InterruptedException {
    lock(chance, tally, true);
  }

  private static void lock(Chance chance, Tally tally, boolean timed) throws InterruptedException {
    Mutex<Guarded> mutex = Mutex.of(new Guarded());
    AtomicInteger entered = new AtomicInteger();
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        Duration limit = chance.once(3) ? SHORT : LONG;
        victims.add(() -> {
          try {
            if (timed) {
              mutex.with(limit, guarded -> guarded.use(tally));
            } else {
              mutex.with(guarded -> guarded.use(tally));
            }
            entered.incrementAndGet();
          } catch (TimeoutException _) {
            // the body has not run
          }
        });
      }
      victims.cancelSome();
      victims.awaitAll();
    });
    check(mutex, entered.get(), tally);
  }

  private static void check(Mutex<Guarded> mutex, int entered, Tally tally)
      throws InterruptedException {
    int bodies = mutex.tryWith(guarded -> guarded.count).orElse(-1);
    if (bodies < 0) {
      tally.fault(tally.leaked, 1, "the mutex was left locked: " + mutex);
    } else if (bodies != entered) {
      tally.fault(tally.lost, 1, bodies + " bodies ran, " + entered + " are known of");
    }
  }
}
