package jacquard.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Races for one {@link OpenScope}: how it counts its children, and what it ends with. */
public final class ScopeStress {

  private ScopeStress() {}

  /** The last child's end against the owner that closes: it waits, and sees what the child did. */
  @JCStressTest
  @Outcome(id = "value, 1", expect = ACCEPTABLE, desc = "the child ended before its scope")
  @Outcome(expect = FORBIDDEN, desc = "the scope was left before its child")
  @State
  public static class LastChildAgainstClose extends Owners {
    private int data;

    @Actor
    public void owner(LI_Result r) {
      r.r1 =
          inScope(opened -> {
            opened.fork(() -> data = 1);
            return "value";
          });
      r.r2 = data;
    }

    @Actor
    public void worker() {
      engine.awaitAndRunOne(other.begin());
    }
  }

  /** Two children, one run by the owner and one by a worker: the counts of both meet. */
  @JCStressTest
  @Outcome(id = "value, 3", expect = ACCEPTABLE, desc = "both ended before their scope")
  @Outcome(expect = FORBIDDEN, desc = "the scope was left before a child")
  @State
  public static class OwnChildAgainstOthers extends Owners {
    private int one;
    private int two;

    @Actor
    public void owner(LI_Result r) {
      r.r1 =
          inScope(opened -> {
            opened.fork(() -> one = 1);
            Task<Integer> second = opened.fork(() -> two = 2);
            second.join();
            return "value";
          });
      r.r2 = one + two;
    }

    @Actor
    public void worker() {
      engine.awaitAndRunOne(other.begin());
      engine.awaitAndRunOne(other);
    }
  }

  /** A fork by somebody else against the close: it is refused, or the scope waits for it. */
  @JCStressTest
  @Outcome(id = "value, ran", expect = ACCEPTABLE, desc = "forked in time, and waited for")
  @Outcome(id = "value, refused", expect = ACCEPTABLE, desc = "the scope had ended")
  @Outcome(expect = FORBIDDEN, desc = "a child outlived its scope (I2)")
  @State
  public static class ForeignForkAgainstClose extends Owners {
    private volatile boolean ran;

    @Actor
    public void owner(LL_Result r) {
      r.r1 = inScope(opened -> "value");
      boolean ranInTime = ran;
      while (r.r2 == null) {
        Thread.onSpinWait();
        r.r2 = foreigner;
      }
      if (ranInTime != r.r2.equals("ran")) {
        r.r2 = "too late";
      }
    }

    private volatile String foreigner;

    @Actor
    public void foreigner() {
      other.begin();
      OpenScope opened = awaitScope();
      try {
        opened.fork(() -> {
          ran = true;
        });
      } catch (IllegalStateException _) {
        foreigner = "refused";
        return;
      }
      engine.runOne(other);
      foreigner = "ran";
    }
  }

  /** A child's failure against the body's: one is thrown, the other suppressed or obeyed. */
  @JCStressTest
  @Outcome(id = "failed body", expect = ACCEPTABLE, desc = "the body was first")
  @Outcome(id = "failed child", expect = ACCEPTABLE, desc = "the child was first")
  @Outcome(expect = FORBIDDEN, desc = "no failure came out")
  @State
  public static class FailureAgainstFailure extends Owners {

    @Actor
    public void owner(L_Result r) {
      r.r1 =
          inScope(opened -> {
            opened.fork(() -> {
              throw new IllegalArgumentException("child");
            });
            throw new IllegalArgumentException("body");
          });
    }

    @Actor
    public void worker() {
      engine.awaitAndRunOne(other.begin());
    }
  }

  /** A child's failure against a body that returns: the failure comes out, whoever was first. */
  @JCStressTest
  @Outcome(id = "failed child", expect = ACCEPTABLE, desc = "no failure is silent")
  @Outcome(expect = FORBIDDEN, desc = "the failure was lost")
  @State
  public static class FailureAgainstClose extends Owners {

    @Actor
    public void owner(L_Result r) {
      r.r1 =
          inScope(opened -> {
            opened.fork(() -> {
              throw new IllegalArgumentException("child");
            });
            return "value";
          });
    }

    @Actor
    public void worker() {
      engine.awaitAndRunOne(other.begin());
    }
  }

  /**
   * One child is cancelled alone while another is cancelled with its scope: the scope has lost a
   * child to that, and says so.
   */
  @JCStressTest
  @Outcome(id = "cancelled", expect = ACCEPTABLE, desc = "the scope ended cancelled")
  @Outcome(id = "value", expect = ACCEPTABLE, desc = "both ended before the scope was cancelled")
  @Outcome(id = "lost", expect = FORBIDDEN, desc = "a child was cancelled with its scope, silently")
  @State
  public static class ChildCancelledAgainstScopeCancelled extends Owners {
    private volatile Task<Integer> second;

    @Actor
    public void owner(L_Result r) {
      owner.begin();
      String ended;
      try {
        ended =
            Scope.call(surrounding -> {
              String inner =
                  Scope.call(opened -> {
                    task = opened.fork(() -> 1);
                    second = opened.fork(() -> 2);
                    task.cancel("alone");
                    scope = (OpenScope) surrounding;
                    engine.runOne(owner);
                    return "value";
                  });
              return second.poll().orElseThrow() instanceof Cancelled ? "lost" : inner;
            });
      } catch (InterruptedException _) {
        ended = "cancelled";
      }
      r.r1 = ended;
    }

    @Actor
    public void worker() {
      other.begin();
      awaitScope().cancel("all");
      engine.awaitAndRunOne(other);
    }
  }
}
