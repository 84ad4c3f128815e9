package jacquard.internal.driver;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** The way to sleep: news against the last look at them. */
public final class SleeperStress {

  /** A sleep that nobody ends: the wake-up was lost. */
  private static final long LOST_NANOS = 2_000_000_000;

  private SleeperStress() {}

  /**
   * Announce, look, park: against news, wake. The sleep ends at once, and nobody counts as idle.
   */
  @JCStressTest
  @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "awake in time")
  @Outcome(expect = FORBIDDEN, desc = "overslept (I1), or the count is wrong (I3)")
  @State
  public static class NewsAgainstSleep {
    private final AtomicInteger idle = new AtomicInteger();
    private volatile Sleeper sleeper;
    private volatile boolean news;

    @Actor
    public void sleep(ZI_Result r) {
      Sleeper me = new Sleeper(Thread.currentThread(), idle);
      sleeper = me;
      me.announce(null);
      long start = System.nanoTime();
      if (!news) {
        me.park(LOST_NANOS);
      }
      me.rise();
      r.r1 = System.nanoTime() - start < LOST_NANOS;
    }

    @Actor
    public void bring() {
      news = true;
      Sleeper known = sleeper;
      if (known != null) {
        known.wake();
      }
    }

    @Arbiter
    public void read(ZI_Result r) {
      r.r2 = idle.get();
    }
  }

  /** Two that wake one sleeper: one of them pays, and the count is right. */
  @JCStressTest
  @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "one woke it")
  @Outcome(expect = FORBIDDEN, desc = "both did, or none (I2), or the count is wrong (I3)")
  @State
  public static class WakeAgainstWake {
    private final AtomicInteger idle = new AtomicInteger();
    private final Sleeper sleeper = new Sleeper(Thread.currentThread(), idle);
    private boolean one;
    private boolean other;

    {
      sleeper.announce(null);
    }

    @Actor
    public void one() {
      one = sleeper.wake();
    }

    @Actor
    public void other() {
      other = sleeper.wake();
    }

    @Arbiter
    public void read(ZI_Result r) {
      r.r1 = one ^ other;
      r.r2 = idle.get();
    }
  }
}
