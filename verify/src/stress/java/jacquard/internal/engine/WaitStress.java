package jacquard.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.LZZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Races for one {@link Wait}: who commits, and whether the one who waits hears of it. */
public final class WaitStress {

  private WaitStress() {}

  /** The commits of one wait: one wins, and the wait returns what the winner gave. */
  @JCStressTest
  @Outcome(id = "true, false, A", expect = ACCEPTABLE, desc = "the first won")
  @Outcome(id = "false, true, B", expect = ACCEPTABLE, desc = "the second won")
  @Outcome(expect = FORBIDDEN, desc = "two winners, none, or the wrong outcome")
  @State
  public static class CommitAgainstCommit {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final Wait wait = new Wait(strand);

    @Actor
    public void first(ZZL_Result r) {
      r.r1 = wait.commit("A");
    }

    @Actor
    public void second(ZZL_Result r) {
      r.r2 = wait.commit("B");
    }

    @Arbiter
    public void read(ZZL_Result r) {
      strand.begin();
      r.r3 = wait.awaitUncancelled();
    }
  }

  /** A commit against the parking thread: it wakes, and sees what was written before the commit. */
  @JCStressTest
  @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "woken, and everything seen")
  @Outcome(expect = FORBIDDEN, desc = "the commit does not happen-before the return (I2)")
  @State
  public static class CommitAgainstPark {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final Wait wait = new Wait(strand);
    private int data;

    @Actor
    public void waiter(IZ_Result r) {
      r.r1 = Waits.of(strand.begin(), wait).equals("done") ? data : -1;
    }

    @Actor
    public void committer(IZ_Result r) {
      data = 1;
      r.r2 = wait.commit(Wait.DONE);
    }
  }

  /** As above; the waiter is nudged by an unpark that means nothing: it parks again (I3). */
  @JCStressTest
  @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "woken by the commit alone")
  @Outcome(expect = FORBIDDEN, desc = "returned without an outcome")
  @State
  public static class SpuriousUnpark {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final Wait wait = new Wait(strand);
    private int data;

    @Actor
    public void waiter(IZ_Result r) {
      strand.begin().unpark();
      r.r1 = Waits.of(strand, wait).equals("done") ? data : -1;
    }

    @Actor
    public void committer(IZ_Result r) {
      data = 1;
      r.r2 = wait.commit(Wait.DONE);
    }
  }

  /** A cancel of the region against a wait that nobody commits: it always ends. */
  @JCStressTest
  @Outcome(id = "cancelled, false, true", expect = ACCEPTABLE, desc = "ended by the cancel")
  @Outcome(expect = FORBIDDEN, desc = "ended otherwise, or an interrupt got out of the region")
  @State
  public static class CancelAgainstPark {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final TestRegion region = new TestRegion();

    @Actor
    public void waiter(LZZ_Result r) {
      r.r1 = Waits.inRegion(strand.begin(), region, new Wait(strand));
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void canceller(LZZ_Result r) {
      r.r3 = region.cancel(TestRegion.WHY);
    }
  }

  /**
   * A commit against a cancel against the wait: a wait that was committed never reports cancelled,
   * one that reports cancelled was not committed, and no interrupt leaves the region.
   */
  @JCStressTest
  @Outcome(id = "done, false, true", expect = ACCEPTABLE, desc = "the commit won")
  @Outcome(id = "cancelled, false, false", expect = ACCEPTABLE, desc = "the cancel won")
  @Outcome(expect = FORBIDDEN, desc = "half of each, or a stray interrupt")
  @State
  public static class CommitAgainstCancel {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final TestRegion region = new TestRegion();
    private final Wait wait = new Wait(strand);

    @Actor
    public void waiter(LZZ_Result r) {
      r.r1 = Waits.inRegion(strand.begin(), region, wait);
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void committer(LZZ_Result r) {
      r.r3 = wait.commit(Wait.DONE);
      region.cancel(TestRegion.WHY);
    }
  }

  /** As {@link CommitAgainstCancel}, the cancel and the commit on threads of their own. */
  @JCStressTest
  @Outcome(id = "done, false, true", expect = ACCEPTABLE, desc = "the commit won")
  @Outcome(id = "cancelled, false, false", expect = ACCEPTABLE, desc = "the cancel won")
  @Outcome(expect = FORBIDDEN, desc = "half of each, or a stray interrupt")
  @State
  public static class CommitCancelPark {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final TestRegion region = new TestRegion();
    private final Wait wait = new Wait(strand);

    @Actor
    public void waiter(LZZ_Result r) {
      r.r1 = Waits.inRegion(strand.begin(), region, wait);
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void committer(LZZ_Result r) {
      r.r3 = wait.commit(Wait.DONE);
    }

    @Actor
    public void canceller() {
      region.cancel(TestRegion.WHY);
    }
  }

  /** A cancel against a wait that must not be cancelled: only the commit ends it. */
  @JCStressTest
  @Outcome(id = "done, false, true", expect = ACCEPTABLE, desc = "waited for the commit")
  @Outcome(expect = FORBIDDEN, desc = "ended by the cancel, or an interrupt got out")
  @State
  public static class CancelAgainstUncancelled {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final TestRegion region = new TestRegion();
    private final Wait wait = new Wait(strand);

    @Actor
    public void waiter(LZZ_Result r) {
      Cancellation outer = region.enter(strand.begin());
      r.r1 = wait.awaitUncancelled().toString();
      region.exit(strand, outer);
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void canceller(LZZ_Result r) {
      region.cancel(TestRegion.WHY);
      r.r3 = wait.commit(Wait.DONE);
    }
  }

  /**
   * A commit against the suspension of a wait without a stack: one of the two goes on, never both.
   */
  @JCStressTest
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "suspended, and woken")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "committed before: nobody is woken")
  @Outcome(expect = FORBIDDEN, desc = "lost, or taken up twice")
  @State
  public static class CommitAgainstSuspend {
    private final Stackless wait = new Stackless();

    @Actor
    public void owner(ZI_Result r) {
      r.r1 = wait.suspended();
    }

    @Actor
    public void committer() {
      wait.commit(Wait.DONE);
    }

    @Arbiter
    public void read(ZI_Result r) {
      r.r2 = wait.wakes;
    }
  }

  /** Counts its wake-ups. */
  private static final class Stackless extends Wait {
    private int wakes;

    Stackless() {
      super(new ActorStrand(new HandEngine()));
    }

    boolean suspended() {
      return suspend();
    }

    @Override
    protected void wake() {
      wakes++;
    }
  }
}
