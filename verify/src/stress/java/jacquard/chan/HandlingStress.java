package jacquard.chan;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import jacquard.internal.engine.ActorStrand;
import jacquard.internal.engine.HandEngine;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Strand;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Races for a handler's one waiter, which it has used before. */
public final class HandlingStress {

  private HandlingStress() {}

  /** A handler that waits for its second value, and three that may do what it is there for. */
  private static class Handler implements Job {
    private final HandEngine engine = new HandEngine();
    private final ActorStrand one = new ActorStrand(engine);
    private final ActorStrand other = new ActorStrand(engine);
    private final ActorStrand arbiter = new ActorStrand(engine);
    private final StringBuffer handled = new StringBuffer();
    private final AtomicInteger ended = new AtomicInteger();
    final BoundedChannel<Integer> channel;
    final Handling<Integer> handling;

    Handler(int capacity) {
      ActorStrand maker = new ActorStrand(engine).begin();
      channel = new BoundedChannel<>(capacity);
      handling = new Handling<>(channel, handled::append);
      handling.isTask(this);
      handling.begin();
      engine.runOne(maker);
      channel.trySend(0);
      engine.runOne(maker);
    }

    /** The task's: it has ended. */
    @Override
    public boolean isFresh() {
      return ended.get() == 0;
    }

    @Override
    public void run(Strand strand) {
      ended.incrementAndGet();
    }

    final void beginOne() {
      one.begin();
    }

    final void beginOther() {
      other.begin();
    }

    final void runOneOnOne() {
      engine.runOne(one);
    }

    final void runOneOnOther() {
      engine.runOne(other);
    }

    final int send(int value) {
      return channel.trySend(value) instanceof Sent.Done ? 1 : 0;
    }

    /** Runs what is left; tells how many values were handled beside the first. */
    final int runAll() {
      arbiter.begin();
      while (engine.runOne(arbiter)) {
        assert !handled.isEmpty();
      }
      return handled.length() - 1;
    }

    final int ended() {
      return ended.get() + 10 * channel.waitingReceivers();
    }

    final String handled() {
      return handled.toString();
    }
  }

  /** A value against the cancel: it is handled, or its sender knows that it was not taken. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "sent and handled, then cancelled")
  @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "cancelled first")
  @Outcome(expect = FORBIDDEN, desc = "a value was lost, or the task has not ended once")
  @State
  public static class SendAgainstCancel extends Handler {

    public SendAgainstCancel() {
      super(0);
    }

    @Actor
    public void sender(III_Result r) {
      beginOne();
      r.r1 = send(1);
    }

    @Actor
    public void canceller() {
      beginOther();
      handling.cancelled();
    }

    @Arbiter
    public void read(III_Result r) {
      r.r2 = runAll();
      r.r3 = ended();
    }
  }

  /** The handler comes back, handles and waits again, against the cancel: it is not missed. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "handled what it was given, and ended")
  @Outcome(expect = FORBIDDEN, desc = "a value was lost, or the cancel was missed (I2)")
  @State
  public static class AgainAgainstCancel extends Handler {

    public AgainAgainstCancel() {
      super(0);
      send(1);
    }

    @Actor
    public void canceller() {
      beginOne();
      handling.cancelled();
    }

    @Actor
    public void handler() {
      beginOther();
      runOneOnOther();
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = runAll();
      r.r2 = ended();
    }
  }

  /** The close against the cancel: the task ends once, by one of them. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "ended")
  @Outcome(expect = FORBIDDEN, desc = "left waiting, or ended twice")
  @State
  public static class CloseAgainstCancel extends Handler {

    public CloseAgainstCancel() {
      super(1);
    }

    @Actor
    public void closer() {
      beginOne();
      channel.close();
    }

    @Actor
    public void canceller() {
      beginOther();
      handling.cancelled();
    }

    @Arbiter
    public void read(II_Result r) {
      r.r1 = runAll();
      r.r2 = ended();
    }
  }

  /** Values against the handler that waits again for each, where either runs it next. */
  @JCStressTest
  @Outcome(id = "01234 0", expect = ACCEPTABLE, desc = "in order, and it waits once more")
  @Outcome(expect = FORBIDDEN, desc = "a value was lost, doubled or overtaken, or slept through")
  @State
  public static class SendAgainstAgain extends Handler {

    public SendAgainstAgain() {
      super(4);
    }

    @Actor
    public void sender() {
      beginOne();
      for (int value = 1; value <= 4; value++) {
        send(value);
        runOneOnOne();
      }
    }

    @Actor
    public void handler() {
      beginOther();
      for (int i = 0; i < 100; i++) {
        runOneOnOther();
      }
    }

    @Arbiter
    public void read(L_Result r) {
      runAll();
      r.r1 = handled() + " " + (ended() - 10);
    }
  }
}
