package jacquard.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The lock of a {@link Strand}, which cancellers of one strand share. */
public final class StrandStress {

  private StrandStress() {}

  /** Two holders exclude each other, and see each other's plain writes. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "both increments count")
  @Outcome(expect = FORBIDDEN, desc = "an increment was lost")
  @State
  public static class LockAgainstLock {
    private final Strand strand = new ActorStrand(new HandEngine());
    private int count;

    @Actor
    public void one() {
      strand.lock();
      count++;
      strand.unlock();
    }

    @Actor
    public void other() {
      strand.lock();
      count++;
      strand.unlock();
    }

    @Arbiter
    public void read(I_Result r) {
      r.r1 = count;
    }
  }

  /** The same without the lock: shows that the test above can fail. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "one after the other")
  @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "the increment that a lock keeps")
  @State
  public static class LockAgainstLockWeakened {
    private int count;

    @Actor
    public void one() {
      count++;
    }

    @Actor
    public void other() {
      count++;
    }

    @Arbiter
    public void read(I_Result r) {
      r.r1 = count;
    }
  }
}
