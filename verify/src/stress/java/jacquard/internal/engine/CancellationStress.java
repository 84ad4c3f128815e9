package jacquard.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Races for one {@link Cancellation}: a cancel reaches the strand inside and every live child, and
 * nothing else.
 *
 * <p>The sibling link is accessed with release and acquire. A weakened twin with plain accesses
 * would show nothing on the machines at hand: x86 gives every store release and every load acquire
 * semantics, and the compiler can't move a store above the compare-and-set that publishes it. On
 * AArch64 {@link SweepAgainstCancel} is the test to weaken.
 */
public final class CancellationStress {

  private CancellationStress() {}

  /** A parent whose list is swept by the next adoption; its last live child. */
  private static TestRegion fill(TestRegion parent) {
    TestRegion live = new TestRegion();
    for (int i = 0; i < Children.SWEEP_MIN; i++) {
      parent.adopt(i == Children.SWEEP_MIN / 2 ? live : new TestRegion().end());
    }
    return live;
  }

  /** Two cancels: one is the cause. */
  @JCStressTest
  @Outcome(id = "true, false, A", expect = ACCEPTABLE, desc = "the first won")
  @Outcome(id = "false, true, B", expect = ACCEPTABLE, desc = "the second won")
  @Outcome(expect = FORBIDDEN, desc = "the cause is not the winner's (I1)")
  @State
  public static class CancelAgainstCancel {
    private final TestRegion region = new TestRegion();

    @Actor
    public void first(ZZL_Result r) {
      r.r1 = region.cancel("A");
    }

    @Actor
    public void second(ZZL_Result r) {
      r.r2 = region.cancel("B");
    }

    @Arbiter
    public void read(ZZL_Result r) {
      r.r3 = region.cause();
    }
  }

  /** A cancel against the strand that leaves: no interrupt reaches it behind the exit. */
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "no interrupt got out")
  @Outcome(expect = FORBIDDEN, desc = "a stray interrupt (I2)")
  @State
  public static class CancelAgainstExit {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final TestRegion region = new TestRegion();

    @Actor
    public void leaver(ZZ_Result r) {
      Cancellation outer = region.enter(strand.begin());
      region.exit(strand, outer);
      r.r1 = Thread.interrupted();
      Thread.onSpinWait();
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void canceller() {
      region.cancel(TestRegion.WHY);
    }
  }

  /**
   * The exit without its visit to the strand's lock: shows what {@link CancelAgainstExit} hides.
   */
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "no interrupt got out, this time")
  @Outcome(
      id = "true",
      expect = org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING,
      desc = "the stray interrupt that the lock keeps in")
  @State
  public static class CancelAgainstExitWeakened {
    private volatile boolean inside;
    private volatile boolean cancelled;
    private volatile Thread thread;

    @Actor
    public void leaver(Z_Result r) {
      Thread.interrupted();
      thread = Thread.currentThread();
      inside = true;
      inside = false;
      if (cancelled) {
        Thread.interrupted();
      }
      Thread.onSpinWait();
      r.r1 = Thread.interrupted();
    }

    @Actor
    public void canceller() {
      cancelled = true;
      if (inside) {
        thread.interrupt();
      }
    }
  }

  /** A cancel of the outer region against the strand that leaves the inner one, and then it. */
  @JCStressTest
  @Outcome(id = "cancelled, false", expect = ACCEPTABLE, desc = "seen in the outer region")
  @Outcome(id = "in time, false", expect = ACCEPTABLE, desc = "left before the cancel")
  @Outcome(expect = FORBIDDEN, desc = "a stray interrupt")
  @State
  public static class CancelOuterAgainstExits {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final TestRegion outer = new TestRegion();
    private final TestRegion inner = new TestRegion();

    @Actor
    public void leaver(LZ_Result r) {
      Cancellation none = outer.enter(strand.begin());
      outer.adopt(inner);
      Cancellation before = inner.enter(strand);
      inner.exit(strand, before);
      inner.end();
      r.r1 = outer.isCancelled() ? "cancelled" : "in time";
      outer.exit(strand, none);
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void canceller() {
      outer.cancel(TestRegion.WHY);
    }
  }

  /** A cancel against a thread that blocks in foreign code: the interrupt reaches it. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the foreign wait ended")
  @Outcome(expect = FORBIDDEN, desc = "the interrupt was lost")
  @State
  public static class CancelAgainstForeignWait {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final TestRegion region = new TestRegion();

    @Actor
    public void sleeper(Z_Result r) {
      Cancellation outer = region.enter(strand.begin());
      while (!Thread.currentThread().isInterrupted()) {
        java.util.concurrent.locks.LockSupport.park(this);
      }
      region.exit(strand, outer);
      r.r1 = !Thread.interrupted();
    }

    @Actor
    public void canceller() {
      region.cancel(TestRegion.WHY);
    }
  }

  /** An adoption against a cancel: the child is cancelled, whichever came first. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the child is cancelled")
  @Outcome(expect = FORBIDDEN, desc = "a live child escaped (I3)")
  @State
  public static class AdoptAgainstCancel {
    private final TestRegion parent = new TestRegion();
    private final TestRegion child = new TestRegion();

    @Actor
    public void adopter() {
      parent.adopt(child);
    }

    @Actor
    public void canceller() {
      parent.cancel(TestRegion.WHY);
    }

    @Arbiter
    public void read(Z_Result r) {
      r.r1 = child.isCancelled();
    }
  }

  /** Two adoptions against each other: a later cancel reaches both. */
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both are cancelled")
  @Outcome(expect = FORBIDDEN, desc = "an adoption was lost")
  @State
  public static class AdoptAgainstAdopt {
    private final TestRegion parent = new TestRegion();
    private final TestRegion first = new TestRegion();
    private final TestRegion second = new TestRegion();

    @Actor
    public void one() {
      parent.adopt(first);
    }

    @Actor
    public void other() {
      parent.adopt(second);
    }

    @Arbiter
    public void read(ZZ_Result r) {
      parent.cancel(TestRegion.WHY);
      r.r1 = first.isCancelled();
      r.r2 = second.isCancelled();
    }
  }

  /** A cancel against the adoption that sweeps: the one that lives and the new one are reached. */
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both are cancelled")
  @Outcome(expect = FORBIDDEN, desc = "a live child escaped while the list was swept (I3)")
  @State
  public static class SweepAgainstCancel {
    private final TestRegion parent = new TestRegion();
    private final TestRegion live = fill(parent);
    private final TestRegion adopted = new TestRegion();

    @Actor
    public void sweeper() {
      parent.adopt(adopted);
    }

    @Actor
    public void canceller() {
      parent.cancel(TestRegion.WHY);
    }

    @Arbiter
    public void read(ZZ_Result r) {
      r.r1 = live.isCancelled();
      r.r2 = adopted.isCancelled();
    }
  }

  /** Two adoptions that would both sweep: nothing is lost. */
  @JCStressTest
  @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "all are cancelled")
  @Outcome(expect = FORBIDDEN, desc = "a live child was swept away")
  @State
  public static class SweepAgainstSweep {
    private final TestRegion parent = new TestRegion();
    private final TestRegion live = fill(parent);
    private final TestRegion first = new TestRegion();
    private final TestRegion second = new TestRegion();

    @Actor
    public void one() {
      parent.adopt(first);
    }

    @Actor
    public void other() {
      parent.adopt(second);
    }

    @Arbiter
    public void read(ZZL_Result r) {
      parent.cancel(TestRegion.WHY);
      r.r1 = live.isCancelled();
      r.r2 = first.isCancelled();
      r.r3 = second.isCancelled();
    }
  }

  /** A cancel against the adoption of a shield: it stays out of it. */
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "the shield holds")
  @Outcome(expect = FORBIDDEN, desc = "the cancel went through the shield")
  @State
  public static class ShieldAgainstCancel {
    private final TestRegion parent = new TestRegion();
    private final TestRegion shield = new TestRegion(true);

    @Actor
    public void adopter() {
      parent.adopt(shield);
    }

    @Actor
    public void canceller() {
      parent.cancel(TestRegion.WHY);
    }

    @Arbiter
    public void read(Z_Result r) {
      r.r1 = shield.isCancelled();
    }
  }
}
