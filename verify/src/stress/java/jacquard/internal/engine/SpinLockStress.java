package jacquard.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The lock of strands, drivers, channels, semaphores and mutexes. It is given back by a release
 * store: {@code StrandStress} has the twin without any lock; one with a plain store is not told
 * apart by x86, whose stores are releases.
 */
public final class SpinLockStress {

  private SpinLockStress() {}

  /** Two holders exclude each other, and see each other's plain writes. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "both increments count, of both words")
  @Outcome(expect = FORBIDDEN, desc = "an increment was lost")
  @State
  public static class LockAgainstLock {
    private final SpinLock guard = new SpinLock();
    private int first;
    private int second;

    @Actor
    public void one() {
      increment();
    }

    @Actor
    public void other() {
      increment();
    }

    private void increment() {
      guard.lock();
      first++;
      second++;
      guard.unlock();
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = first;
      r.r2 = second;
    }
  }
}
