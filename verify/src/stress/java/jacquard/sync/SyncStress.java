package jacquard.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import jacquard.internal.engine.ActorStrand;
import jacquard.internal.engine.HandEngine;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races for one mutex and one semaphore. */
public final class SyncStress {

  private SyncStress() {}

  /** Two actors with a strand each, and plain data. */
  private static class Pair {
    private final HandEngine engine = new HandEngine();
    private final ActorStrand one = new ActorStrand(engine);
    private final ActorStrand other = new ActorStrand(engine);
    int count;

    final void beginOne() {
      one.begin();
    }

    final void beginOther() {
      other.begin();
    }
  }

  /** Bodies against bodies: none is inside with another, and nobody waits for a free lock. */
  @JCStressTest
  @Outcome(id = "6, 1", expect = ACCEPTABLE, desc = "all bodies ran, the lock is free")
  @Outcome(expect = FORBIDDEN, desc = "an increment was lost, or the lock is left held (I1, I3)")
  @State
  public static class MutexAgainstMutex extends Pair {
    private final int[] guarded = new int[1];
    private final Mutex<int[]> mutex = Mutex.of(guarded);

    @Actor
    public void one() {
      beginOne();
      use();
    }

    @Actor
    public void other() {
      beginOther();
      use();
    }

    private void use() {
      try {
        for (int i = 0; i < 3; i++) {
          mutex.with(data -> data[0]++);
        }
      } catch (InterruptedException _) {
        guarded[0] = -100;
      }
    }

    @Arbiter
    public void read(II_Result r) {
      beginOne();
      r.r1 = guarded[0];
      try {
        r.r2 = mutex.tryWith(_ -> 1).orElse(0);
      } catch (InterruptedException _) {
        r.r2 = -1;
      }
    }
  }

  /** Holders of one permit: they exclude each other, and the permit is there in the end. */
  @JCStressTest
  @Outcome(id = "6, 1", expect = ACCEPTABLE, desc = "all ran, the permit is back")
  @Outcome(expect = FORBIDDEN, desc = "two held one permit, or it is lost")
  @State
  public static class AcquireAgainstRelease extends Pair {
    private final Semaphore semaphore = Semaphore.of(1);

    @Actor
    public void one() {
      beginOne();
      use();
    }

    @Actor
    public void other() {
      beginOther();
      use();
    }

    private void use() {
      try {
        for (int i = 0; i < 3; i++) {
          semaphore.acquire();
          count++;
          semaphore.release();
        }
      } catch (InterruptedException _) {
        count = -100;
      }
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = count;
      r.r2 = semaphore.available();
    }
  }

  /** Permits that are taken several at a time: the larger wish is not overtaken for ever. */
  @JCStressTest
  @Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "both had what they wanted")
  @Outcome(expect = FORBIDDEN, desc = "permits are lost (I1)")
  @State
  public static class AcquireManyAgainstOne extends Pair {
    private final Semaphore semaphore = Semaphore.of(3);

    @Actor
    public void many() {
      beginOne();
      use(3);
    }

    @Actor
    public void one() {
      beginOther();
      use(1);
    }

    private void use(int permits) {
      try {
        semaphore.acquire(permits);
        count++;
        semaphore.release(permits);
      } catch (InterruptedException _) {
        count = -100;
      }
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = count;
      r.r2 = semaphore.available();
    }
  }
}
