package jacquard.chan;

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
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/**
 * Races for one {@link OneShot}: who settles it, and whether all who wait hear of it.
 *
 * <p>A listener's link is written with release, before the push. A weakened twin with a plain write
 * would show nothing: the compare-and-set that pushes comes after it, and neither the compiler nor
 * a machine may move a write below that. {@link ListenersAgainstSend} is the test that would miss a
 * listener without it.
 */
public final class OneShotStress {

  private OneShotStress() {}

  private static String receive(ActorStrand strand, OneShot<Integer> shot) {
    strand.begin();
    try {
      return shot.receive().toString();
    } catch (ClosedException _) {
      return "closed";
    } catch (InterruptedException e) {
      return e.toString();
    }
  }

  /** A send against a receive: the receiver gets the value, and sees what was before the send. */
  @JCStressTest
  @Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "received, and all before it seen")
  @Outcome(expect = FORBIDDEN, desc = "lost, or the send does not happen-before the receive")
  @State
  public static class SendAgainstReceive {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final OneShot<Integer> shot = OneShot.create();
    private int data;

    @Actor
    public void sender() {
      data = 1;
      shot.send(7);
    }

    @Actor
    public void receiver(LI_Result r) {
      r.r1 = receive(strand, shot);
      r.r2 = data;
    }
  }

  /** A send against a close: one of them counts, and says so. */
  @JCStressTest
  @Outcome(id = "true, false, 7", expect = ACCEPTABLE, desc = "sent")
  @Outcome(id = "false, true, closed", expect = ACCEPTABLE, desc = "closed")
  @Outcome(expect = FORBIDDEN, desc = "both, or neither")
  @State
  public static class SendAgainstClose {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final OneShot<Integer> shot = OneShot.create();

    @Actor
    public void sender(ZZL_Result r) {
      r.r1 = shot.send(7);
    }

    @Actor
    public void closer() {
      shot.close();
    }

    @Arbiter
    public void read(ZZL_Result r) {
      r.r2 = shot.isClosed();
      r.r3 = receive(strand, shot);
    }
  }

  /** Two listeners and a send at once: both are told, each once. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each was told once")
  @Outcome(expect = FORBIDDEN, desc = "one was forgotten, or told twice")
  @State
  public static class ListenersAgainstSend {
    private final ActorStrand one = new ActorStrand(new HandEngine());
    private final ActorStrand other = new ActorStrand(new HandEngine());
    private final OneShot<Integer> shot = OneShot.create();

    @Actor
    public void first(II_Result r) {
      r.r1 = receive(one, shot).equals("7") ? 1 : 0;
    }

    @Actor
    public void second(II_Result r) {
      r.r2 = receive(other, shot).equals("7") ? 1 : 0;
    }

    @Actor
    public void sender() {
      shot.send(7);
    }
  }
}
