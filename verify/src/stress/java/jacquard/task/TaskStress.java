package jacquard.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Races for one {@link ForkedTask}: who runs it, who cancels it, who hears of its end. */
public final class TaskStress {

  private TaskStress() {}

  /** The joiner against a worker: one of them does the work, and the joiner gets the value. */
  @JCStressTest
  @Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "done once")
  @Outcome(expect = FORBIDDEN, desc = "done twice, or never (I1)")
  @State
  public static class JoinAgainstWorker extends Owners {
    private final AtomicInteger runs = new AtomicInteger();

    @Actor
    public void owner(LI_Result r) {
      r.r1 =
          inScope(opened ->
              String.valueOf(
                  opened
                      .fork(() -> {
                        runs.incrementAndGet();
                        return 7;
                      })
                      .join()));
    }

    @Actor
    public void worker() {
      engine.awaitAndRunOne(other.begin());
    }

    @Arbiter
    public void read(LI_Result r) {
      r.r2 = runs.get();
    }
  }

  /** Two workers, as a thief and its victim would be: one does the work. */
  @JCStressTest
  @Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "done once")
  @Outcome(expect = FORBIDDEN, desc = "done twice, or never (I1)")
  @State
  public static class OutcomeAgainstWorker extends Owners {
    private final AtomicInteger runs = new AtomicInteger();

    @Actor
    public void owner(LI_Result r) {
      r.r1 =
          inScope(opened -> {
            Task<Integer> forked =
                opened.fork(() -> {
                  runs.incrementAndGet();
                  return 7;
                });
            return forked.outcome() instanceof Success<Integer>(Integer value)
                ? value.toString()
                : "no success";
          });
    }

    @Actor
    public void worker() {
      engine.awaitAndRunOne(other.begin());
    }

    @Arbiter
    public void read(LI_Result r) {
      r.r2 = runs.get();
    }
  }

  /** A cancel against the one who runs it: it is done or cancelled, and the outcome says which. */
  @JCStressTest
  @Outcome(
      id = "done, true, 1",
      expect = ACCEPTABLE,
      desc = "begun before, no wait to be cancelled")
  @Outcome(id = "done, false, 1", expect = ACCEPTABLE, desc = "ended before the cancel")
  @Outcome(id = "cancelled, true, 0", expect = ACCEPTABLE, desc = "cancelled before it began")
  @Outcome(expect = FORBIDDEN, desc = "the outcome is not what happened")
  @State
  public static class CancelAgainstRun extends Owners {
    private final AtomicInteger runs = new AtomicInteger();

    @Actor
    public void owner(LLI_Result r) {
      r.r1 =
          inScope(opened -> {
            Task<Integer> forked = opened.fork(runs::incrementAndGet);
            task = forked;
            engine.runOne(owner);
            return forked.outcome() instanceof Success ? "done" : "cancelled";
          });
      r.r3 = runs.get();
    }

    @Actor
    public void canceller(LLI_Result r) {
      other.begin();
      r.r2 = String.valueOf(awaitTask().cancel("asked"));
    }
  }

  /** A cancel against a task that waits for ever: it ends, and no interrupt reaches the owner. */
  @JCStressTest
  @Outcome(id = "cancelled, 0", expect = ACCEPTABLE, desc = "its wait was ended")
  @Outcome(expect = FORBIDDEN, desc = "a stray interrupt, or another outcome")
  @State
  public static class CancelAgainstWait extends Owners {

    @Actor
    public void owner(LI_Result r) {
      r.r1 =
          inScope(opened -> {
            Task<Integer> never = opened.fork(() -> 1);
            Task<Integer> forked = opened.fork(() -> waitFor(never));
            task = forked;
            forked.outcome();
            boolean cancelled = forked.poll().orElseThrow() instanceof Cancelled;
            never.join();
            return cancelled ? "cancelled" : "done";
          });
      r.r2 = Thread.interrupted() ? 1 : 0;
    }

    /** In a scope of its own, so that it parks: nobody runs what it waits for. */
    private static Integer waitFor(Task<Integer> never) throws InterruptedException {
      return Scope.call(_ -> never.join());
    }

    @Actor
    public void canceller() {
      other.begin();
      awaitTask().cancel("asked");
    }
  }

  /** A callback that is given while the task ends: it is told once. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "told once, with the value")
  @Outcome(expect = FORBIDDEN, desc = "told twice, or never")
  @State
  public static class CallbackAgainstEnd extends Owners {
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger values = new AtomicInteger();
    private volatile boolean given;

    @Actor
    public void owner() {
      inScope(opened -> {
        Task<Integer> forked = opened.fork(() -> 1);
        task = forked;
        engine.runOne(owner);
        while (!given) {
          Thread.onSpinWait();
        }
        return "value";
      });
    }

    @Actor
    public void giver() {
      other.begin();
      awaitTask()
          .onCompletion(outcome -> {
            told.incrementAndGet();
            if (outcome instanceof Success<Integer>(Integer value)) {
              values.addAndGet(value);
            }
          });
      given = true;
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = told.get();
      r.r2 = values.get();
    }
  }

  /** Two callbacks that are given at once, before the end: both are told. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each told once")
  @Outcome(expect = FORBIDDEN, desc = "one was lost in the push")
  @State
  public static class CallbackAgainstCallback extends Owners {
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger second = new AtomicInteger();
    private volatile boolean given;

    @Actor
    public void owner() {
      inScope(opened -> {
        Task<Integer> forked = opened.fork(() -> 1);
        task = forked;
        forked.onCompletion(_ -> first.incrementAndGet());
        while (!given) {
          Thread.onSpinWait();
        }
        engine.runOne(owner);
        return "value";
      });
    }

    @Actor
    public void giver() {
      other.begin();
      awaitTask().onCompletion(_ -> second.incrementAndGet());
      given = true;
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = first.get();
      r.r2 = second.get();
    }
  }

  /** A failure that is made known to the scope before it can be seen: a joiner is cancelled. */
  @JCStressTest
  @Outcome(id = "failed child", expect = ACCEPTABLE, desc = "the child's own failure came out")
  @Outcome(expect = FORBIDDEN, desc = "the joiner's failure hid it (I2)")
  @State
  public static class JoinAgainstFailure extends Owners {

    @Actor
    public void owner(L_Result r) {
      r.r1 =
          inScope(opened -> {
            Task<Integer> forked =
                opened.<Integer, RuntimeException>fork(() -> {
                  throw new IllegalArgumentException("child");
                });
            return String.valueOf(forked.join());
          });
    }

    @Actor
    public void worker() {
      engine.awaitAndRunOne(other.begin());
    }
  }
}
