package jacquard.task;

import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Context;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Timer;
import jacquard.time.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A region that a timer cancels: a time-out, or a shield with its grace. The deadline is set once,
 * on entry: no wait within needs a timer of its own.
 */
final class TimedRegion extends Region {

  private final CancelReason expired;
  private final boolean shield;
  private volatile boolean ended;

  private TimedRegion(Duration limit, boolean shield) {
    this.expired = new CancelReason.DeadlinePassed(limit);
    this.shield = shield;
  }

  static <T extends @Nullable Object, X extends Exception> T timeout(
      Duration limit, Op<? extends T, ? extends X> op)
      throws X, TimeoutException, InterruptedException {
    TimedRegion region = new TimedRegion(limit, false);
    try {
      return region.run(limit, op);
    } catch (InterruptedException | UncheckedCancellation e) {
      if (region.reason() != region.expired) {
        throw e;
      }
      TimeoutException timeout = new TimeoutException(region.expired.toString());
      timeout.initCause(e);
      throw timeout;
    }
  }

  static <T extends @Nullable Object, X extends Exception> T shielded(
      Duration grace, Op<? extends T, ? extends X> op) throws X, InterruptedException {
    return new TimedRegion(grace, true).<T, X>run(grace, op);
  }

  private <T extends @Nullable Object, X extends Exception> T run(
      Duration limit, Op<? extends T, ? extends X> op) throws X, InterruptedException {
    Strand strand = Strand.current();
    long deadlineNanos = Deadline.after(limit).nanos();
    Context before = strand.context();
    Context within = shield ? before.withoutDeadline() : before;
    Timer timer = new Expiry(this, deadlineNanos);
    Cancellation outer = strand.node();
    try {
      outer.adopt(this);
      enter(strand);
      strand.setContext(within.withDeadline(deadlineNanos));
      strand.engine().schedule(timer);
      return op.run();
    } finally {
      strand.engine().cancel(timer);
      strand.setContext(before);
      ended = true;
      exit(strand, outer);
    }
  }

  @Override
  protected boolean isEnded() {
    return ended;
  }

  @Override
  protected boolean isShield() {
    return shield;
  }

  /** Cancels the region when its time is up. */
  private static final class Expiry extends Timer {
    private final TimedRegion region;

    Expiry(TimedRegion region, long deadlineNanos) {
      super(deadlineNanos);
      this.region = region;
    }

    @Override
    public void fire() {
      region.cancel(region.expired);
    }
  }
}
