package jacquard.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A wait for readiness against the poller that reports it, and against the close. */
public final class WatchStress {

  private WatchStress() {}

  /** A watch whose poller is an actor: ready for ever, reported while the interest is armed. */
  private static final class HandWatch extends Watch {
    private final AtomicInteger interest = new AtomicInteger();

    HandWatch() {
      super(SelectionKey.OP_READ, 0);
    }

    @Override
    protected int armed() {
      return interest.get();
    }

    @Override
    protected void arm(int ops) {
      interest.accumulateAndGet(ops, (now, more) -> now | more);
    }

    @Override
    protected void disarm(int ops) {
      interest.accumulateAndGet(ops, (now, less) -> now & ~less);
    }

    @Override
    protected void release() {
      interest.set(0);
    }
  }

  private static String await(HandWatch watch, boolean write) {
    try {
      boolean inTime =
          write ? watch.awaitWritable(Context.NEVER) : watch.awaitReadable(Context.NEVER);
      return inTime ? "ready" : "late";
    } catch (AsynchronousCloseException _) {
      return "closed";
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  /** Two waits in a row against a poller that finds a reader only sometimes. */
  @JCStressTest
  @Outcome(id = "ready ready", expect = ACCEPTABLE, desc = "each wait was told")
  @Outcome(expect = FORBIDDEN, desc = "a wait was left with its interest disarmed (I1)")
  @State
  public static class ReadAgainstPoll {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final HandWatch watch = new HandWatch();
    private volatile boolean over;

    @Actor
    public void reader(L_Result r) {
      strand.begin();
      r.r1 = await(watch, false) + " " + await(watch, false);
      over = true;
    }

    @Actor
    public void poller() {
      while (!over) {
        watch.ready(watch.armed());
      }
    }
  }

  /** The same for writing, whose interest is dropped with each event. */
  @JCStressTest
  @Outcome(id = "ready ready", expect = ACCEPTABLE, desc = "each wait was told")
  @Outcome(expect = FORBIDDEN, desc = "a wait was left with its interest disarmed (I1)")
  @State
  public static class WriteAgainstPoll {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final HandWatch watch = new HandWatch();
    private volatile boolean over;

    @Actor
    public void writer(L_Result r) {
      strand.begin();
      r.r1 = await(watch, true) + " " + await(watch, true);
      over = true;
    }

    @Actor
    public void poller() {
      while (!over) {
        watch.ready(watch.armed());
      }
    }
  }

  /** A wait against the close: it ends. */
  @JCStressTest
  @Outcome(id = "closed", expect = ACCEPTABLE, desc = "told, or refused")
  @Outcome(expect = FORBIDDEN, desc = "waits for a channel that is gone")
  @State
  public static class ReadAgainstClose {
    private final ActorStrand strand = new ActorStrand(new HandEngine());
    private final HandWatch watch = new HandWatch();

    @Actor
    public void reader(L_Result r) {
      strand.begin();
      r.r1 = await(watch, false);
    }

    @Actor
    public void closer() {
      watch.close();
    }
  }
}
