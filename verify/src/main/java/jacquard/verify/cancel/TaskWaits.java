package jacquard.verify.cancel;

import jacquard.chan.Channel;
import jacquard.task.Scope;
import jacquard.task.Task;
import jacquard.task.Tasks;
import jacquard.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Joins, outcomes, sleeps, the ends of scopes, time-outs, shields and foreign waits. */
final class TaskWaits {

  private static final int TASKS = 8;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofNanos(50_000);

  private TaskWaits() {}

  static List<Waiting> all() {
    return List.of(
        new Waiting("Task.join", (chance, tally) -> join(chance, tally, Task::join)),
        new Waiting("Task.join, timed", (chance, tally) -> join(chance, tally, t -> t.join(LONG))),
        new Waiting("Task.outcome", (chance, tally) -> join(chance, tally, Task::outcome)),
        new Waiting("Clock.sleep", TaskWaits::sleep),
        new Waiting("the end of a scope", TaskWaits::scopeEnd),
        new Waiting("scopes within scopes", TaskWaits::nested),
        new Waiting("Tasks.timeout", TaskWaits::timeout),
        new Waiting("Tasks.both", TaskWaits::both),
        new Waiting("Tasks.mapParallel", TaskWaits::mapParallel),
        new Waiting("Tasks.firstSuccess", TaskWaits::firstSuccess),
        new Waiting("Tasks.shielded", TaskWaits::shielded),
        new Waiting("a wait of the JDK", TaskWaits::foreign));
  }

  /** How to wait for a task. */
  @FunctionalInterface
  private interface Joining {
    Object join(Task<Integer> task) throws Exception;
  }

  /** Victims wait for a task that ends late; those that are spared get its value. */
  private static void join(Chance chance, Tally tally, Joining joining)
      throws InterruptedException {
    Channel<Integer> gate = Channel.bounded(1);
    AtomicInteger values = new AtomicInteger();
    Scope.run(scope -> {
      Task<Integer> late = scope.fork(() -> gate.receive());
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(() -> {
          if (joining.join(late) != null) {
            values.incrementAndGet();
          }
        });
      }
      victims.cancelSome();
      gate.send(1);
      victims.awaitAll();
      late.join();
    });
  }

  private static void sleep(Chance chance, Tally tally) throws InterruptedException {
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        Duration time = chance.once(4) ? SHORT : LONG;
        victims.add(() -> Clock.sleep(time));
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
    });
  }

  /** The children of a scope that is cancelled while it waits for them end before it does. */
  private static void scopeEnd(Chance chance, Tally tally) throws InterruptedException {
    AtomicInteger live = new AtomicInteger();
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(() -> family(live));
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
    });
    check(live, tally);
  }

  private static void family(AtomicInteger live) throws InterruptedException {
    AtomicInteger mine = new AtomicInteger();
    try {
      Scope.run(inner -> {
        inner.fork(() -> child(live, mine));
        inner.fork(() -> child(live, mine));
      });
    } finally {
      if (mine.get() != 0) {
        live.addAndGet(1 << 16); // a child has outlived its scope
      }
    }
  }

  private static void child(AtomicInteger live, AtomicInteger mine) throws InterruptedException {
    live.incrementAndGet();
    mine.incrementAndGet();
    try {
      Clock.sleep(LONG);
    } finally {
      mine.decrementAndGet();
      live.decrementAndGet();
    }
  }

  private static void check(AtomicInteger live, Tally tally) {
    if (live.get() != 0) {
      tally.fault(tally.leaked, 1, live.get() + " children outlived their scope");
    }
  }

  private static void nested(Chance chance, Tally tally) throws InterruptedException {
    AtomicInteger live = new AtomicInteger();
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        int depth = chance.below(5);
        victims.add(() -> descend(depth, live));
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
    });
    check(live, tally);
  }

  private static Integer descend(int depth, AtomicInteger live) throws InterruptedException {
    if (depth == 0) {
      family(live);
      return 0;
    }
    return Scope.call(inner -> {
      Task<Integer> below = inner.fork(() -> descend(depth - 1, live));
      return below.join();
    });
  }

  private static void timeout(Chance chance, Tally tally) throws InterruptedException {
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        Duration limit = chance.once(2) ? SHORT : LONG;
        victims.add(() -> {
          try {
            Tasks.timeout(limit, () -> Clock.sleep(LONG));
            tally.fault(tally.lost, 1, "a sleep of an hour has ended");
          } catch (TimeoutException _) {
            // as it should
          }
          Tasks.yield();
          if (Thread.currentThread().isInterrupted()) {
            // Only a cancel of the victim itself may have done this: the next wait tells.
            Clock.sleep(Duration.ofNanos(1));
            tally.fault(tally.leaked, 1, "an interrupt got out of a time-out");
          }
        });
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
    });
  }

  private static void both(Chance chance, Tally tally) throws InterruptedException {
    AtomicInteger live = new AtomicInteger();
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(() ->
            Tasks.both(() -> sleeper(live), () -> sleeper(live), (left, right) -> left + right));
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
    });
    check(live, tally);
  }

  private static Integer sleeper(AtomicInteger live) throws InterruptedException {
    child(live, new AtomicInteger());
    return 1;
  }

  private static void mapParallel(Chance chance, Tally tally) throws InterruptedException {
    AtomicInteger live = new AtomicInteger();
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(() -> Tasks.mapParallel(2, List.of(1, 2, 3), _ -> sleeper(live)));
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
    });
    check(live, tally);
  }

  private static void firstSuccess(Chance chance, Tally tally) throws InterruptedException {
    AtomicInteger live = new AtomicInteger();
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        boolean wins = chance.once(3);
        victims.add(
            () -> Tasks.firstSuccess(List.of(1, 2), n -> wins && n == 2 ? n : sleeper(live)));
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
    });
    check(live, tally);
  }

  /** A shield keeps the cancel out until it is left; clean-up is done once. */
  private static void shielded(Chance chance, Tally tally) throws InterruptedException {
    AtomicInteger entered = new AtomicInteger();
    AtomicInteger cleaned = new AtomicInteger();
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(() -> {
          entered.incrementAndGet();
          try {
            Clock.sleep(LONG);
          } finally {
            Tasks.shielded(LONG, () -> Clock.sleep(SHORT));
            cleaned.incrementAndGet();
          }
        });
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
    });
    if (entered.get() != cleaned.get()) {
      tally.fault(tally.lost, 1, cleaned + " of " + entered + " clean-ups were done");
    }
  }

  /** A blocking call that knows nothing of us: the interrupt reaches it, and nobody else. */
  private static void foreign(Chance chance, Tally tally) throws InterruptedException {
    Scope.run(scope -> {
      CountDownLatch never = new CountDownLatch(1);
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(never::await);
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
      for (int i = 0; i < TASKS; i++) {
        victims.add(() -> {
          if (Thread.currentThread().isInterrupted()) {
            tally.fault(tally.leaked, 1, "an interrupt reached the next task");
          }
        });
      }
      victims.awaitAll();
    });
  }
}
