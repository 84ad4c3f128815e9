package jacquard.internal.driver;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Watch;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Timers that are started and stopped while the driver's holder fires and sleeps. */
public final class DriverStress {

  /** When the alarm rings that ends a sleep which nobody else does. */
  private static final long ALARM_NANOS = 2_000_000_000;

  private DriverStress() {}

  /** Counts how often it fires. */
  private static final class Count extends Timer {
    private final AtomicInteger fired = new AtomicInteger();

    Count(long deadlineNanos) {
      super(deadlineNanos);
    }

    @Override
    public void fire() {
      fired.incrementAndGet();
    }
  }

  /** A timer that is due, started while the holder goes to sleep: it does not sleep past it. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "woke for the earlier timer")
  @Outcome(expect = FORBIDDEN, desc = "slept past a deadline (I1)")
  @State
  public static class ScheduleAgainstSleep {
    private final long start = System.nanoTime();
    private final Driver driver = new Driver(() -> System.nanoTime() - start, Watch.STALE_MAX);
    private final Count timer = new Count(0);

    {
      driver.schedule(new Count(ALARM_NANOS));
    }

    @Actor
    public void holder(Z_Result r) {
      Sleeper me = new Sleeper(Thread.currentThread(), new AtomicInteger());
      driver.tryTake(me);
      long before = System.nanoTime();
      while (timer.fired.get() == 0 && System.nanoTime() - before < ALARM_NANOS / 2) {
        driver.sleep(me, () -> timer.fired.get() != 0);
      }
      driver.release();
      r.r1 = timer.fired.get() == 1;
    }

    @Actor
    public void starter() {
      driver.schedule(timer);
    }
  }

  /** Work that comes without a timer, told by wake, while the holder goes to sleep. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "woken")
  @Outcome(expect = FORBIDDEN, desc = "slept on")
  @State
  public static class WakeAgainstSleep {
    private final long start = System.nanoTime();
    private final Driver driver = new Driver(() -> System.nanoTime() - start, Watch.STALE_MAX);
    private volatile boolean news;

    {
      driver.schedule(new Count(ALARM_NANOS));
    }

    @Actor
    public void holder(Z_Result r) {
      Sleeper me = new Sleeper(Thread.currentThread(), new AtomicInteger());
      driver.tryTake(me);
      long before = System.nanoTime();
      driver.sleep(me, () -> news);
      driver.release();
      while (!news) {
        Thread.onSpinWait(); // nobody to be woken when the news came: that is no loss
      }
      r.r1 = System.nanoTime() - before < ALARM_NANOS / 2;
    }

    @Actor
    public void bringer() {
      news = true;
      driver.wake();
    }
  }

  /** A timer that is stopped while it is due: it fires once or not at all, and nothing is left. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "stopped")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "fired")
  @Outcome(expect = FORBIDDEN, desc = "fired twice, or left in the wheel (I2)")
  @State
  public static class CancelAgainstFire {
    private final Driver driver = new Driver(() -> 1, Watch.STALE_MAX);
    private final Count timer = new Count(0);

    {
      driver.schedule(timer);
    }

    @Actor
    public void holder() {
      driver.turn();
    }

    @Actor
    public void stopper() {
      Driver.cancel(timer);
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = timer.fired.get();
      r.r2 = driver.timers();
    }
  }

  /** Two timers that are started at once: both are in. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both fire")
  @Outcome(expect = FORBIDDEN, desc = "one was lost")
  @State
  public static class ScheduleAgainstSchedule {
    private final Driver driver = new Driver(() -> 1, Watch.STALE_MAX);
    private final Count first = new Count(0);
    private final Count second = new Count(0);

    @Actor
    public void one() {
      driver.schedule(first);
    }

    @Actor
    public void other() {
      driver.schedule(second);
    }

    @Arbiter
    public void read(II_Result r) {
      driver.turn();
      r.r1 = first.fired.get();
      r.r2 = second.fired.get();
    }
  }

  /** Two that want to drive: one does. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one drives; after it anybody may")
  @Outcome(expect = FORBIDDEN, desc = "two drive, or none")
  @State
  public static class TakeAgainstTake {
    private final Driver driver = new Driver(() -> 1, Watch.STALE_MAX);
    private final AtomicInteger taken = new AtomicInteger();

    @Actor
    public void one() {
      take();
    }

    @Actor
    public void other() {
      take();
    }

    private void take() {
      if (driver.tryTake(new Sleeper(Thread.currentThread(), new AtomicInteger()))) {
        taken.incrementAndGet();
      }
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = taken.get();
      driver.release();
      take();
      r.r2 = taken.get() - r.r1;
    }
  }
}
