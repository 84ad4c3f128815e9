package jacquard.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Races for a region that is entered once, as a task is: by {@code tryEnter} and {@code entered},
 * left by {@code leave}, a volatile write, and {@code left}. The strand's node is written with
 * release there; the twin without the fence shows what the CAS and the volatile write are for.
 */
public final class ClaimStress {

  private ClaimStress() {}

  /** A region with the volatile write that a task does when it ends. */
  private static final class Once extends Cancellation {
    private volatile boolean ended;

    boolean begin(Strand strand) {
      Cancellation outer = strand.node();
      if (!tryEnter(strand)) {
        return false;
      }
      entered(strand, outer);
      return true;
    }

    void end(Strand strand, Cancellation outer) {
      leave(strand, outer);
      ended = true;
      left(strand, outer);
    }

    @Override
    protected boolean isEnded() {
      return ended;
    }

    @Override
    protected InterruptedException interruption(Object cause) {
      return new InterruptedException(cause.toString());
    }
  }

  /** Two strands want to be the one that enters. */
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "one of them did")
  @Outcome(expect = FORBIDDEN, desc = "both, or none")
  @State
  public static class EnterAgainstEnter {
    private final ActorStrand one = new ActorStrand(new HandEngine());
    private final ActorStrand other = new ActorStrand(new HandEngine());
    private final Once region = new Once();

    @Actor
    public void first(ZZ_Result r) {
      r.r1 = enter(one.begin());
    }

    @Actor
    public void second(ZZ_Result r) {
      r.r2 = enter(other.begin());
    }

    /** Whether it did; the one that did not must be back where it was. */
    private boolean enter(Strand strand) {
      Cancellation before = strand.node();
      boolean mine = region.begin(strand);
      Cancellation expected = mine ? region : before;
      if (strand.node() != expected) {
        throw new IllegalStateException("in the wrong region: " + strand.node());
      }
      return mine;
    }
  }

  /** A cancel against the strand that enters: it is seen, or the interrupt comes. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the strand learnt of it")
  @Outcome(expect = FORBIDDEN, desc = "the cancel was lost")
  @State
  public static class CancelAgainstEnter {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final Once region = new Once();
    private volatile Thread actor;

    @Actor
    public void enterer() {
      actor = Thread.currentThread();
      region.begin(strand.begin());
      while (!region.isCancelled()) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 1_000_000 && !Thread.currentThread().isInterrupted(); i++) {
        Thread.onSpinWait(); // the canceller has set the cause, and is about to interrupt
      }
    }

    @Actor
    public void canceller() {
      region.cancel("why");
    }

    @Arbiter
    public void read(Z_Result r) {
      r.r1 = actor.isInterrupted();
      if (Thread.currentThread() != actor) {
        Thread.interrupted();
      }
    }
  }

  /** A cancel against the strand that leaves: no interrupt reaches it behind the leaving. */
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "no interrupt got out")
  @Outcome(expect = FORBIDDEN, desc = "a stray interrupt (I2)")
  @State
  public static class CancelAgainstLeave {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final Once region = new Once();

    @Actor
    public void leaver(ZZ_Result r) {
      strand.begin();
      Cancellation outer = strand.node();
      region.begin(strand);
      region.end(strand, outer);
      r.r1 = Thread.interrupted();
      Thread.onSpinWait();
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void canceller() {
      region.cancel("why");
    }
  }

  /** A cancel of the region around: it is delivered there, not in the one within, nor lost. */
  @JCStressTest
  @Outcome(id = "cancelled, true", expect = ACCEPTABLE, desc = "told in the outer region")
  @Outcome(id = "in time, true", expect = ACCEPTABLE, desc = "told a moment later")
  @Outcome(id = "in time, false", expect = ACCEPTABLE, desc = "left before the cancel")
  @Outcome(expect = FORBIDDEN, desc = "cancelled, and not told")
  @State
  public static class CancelOuterAgainstOnce {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final TestRegion outer = new TestRegion();
    private final Once inner = new Once();

    @Actor
    public void worker(LZ_Result r) {
      Cancellation none = outer.enter(strand.begin());
      outer.adopt(inner);
      inner.begin(strand);
      inner.end(strand, outer);
      r.r1 = outer.isCancelled() ? "cancelled" : "in time";
      for (int i = 0; "cancelled".equals(r.r1) && i < 1_000_000; i++) {
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
        Thread.onSpinWait();
      }
      r.r2 = Thread.interrupted();
      outer.exit(strand, none);
      Thread.interrupted();
    }

    @Actor
    public void canceller() {
      outer.cancel("why");
    }
  }

  /** Node and cause without the fence between: both may read the old one. */
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "each missed the other")
  @Outcome(expect = ACCEPTABLE, desc = "one saw the other, this time")
  @State
  public static class LeaveWeakened {
    private static final java.lang.invoke.VarHandle NODE;
    private static final java.lang.invoke.VarHandle CAUSE;

    static {
      try {
        var lookup = java.lang.invoke.MethodHandles.lookup();
        NODE = lookup.findVarHandle(LeaveWeakened.class, "node", boolean.class);
        CAUSE = lookup.findVarHandle(LeaveWeakened.class, "cause", boolean.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    @SuppressWarnings("unused")
    private boolean node;

    @SuppressWarnings("unused")
    private boolean cause;

    @Actor
    public void leaver(ZZ_Result r) {
      NODE.setRelease(this, true);
      r.r1 = (boolean) CAUSE.getAcquire(this);
    }

    @Actor
    public void canceller(ZZ_Result r) {
      CAUSE.setRelease(this, true);
      r.r2 = (boolean) NODE.getAcquire(this);
    }
  }
}
