package jacquard.chan;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Nursery;
import jacquard.internal.engine.Reaction;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.sync.Use;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A receiver without a stack: takes what is there, then leaves a waiter that brings it back. */
/*
 *            ┌──────── the channel is empty: leave a waiter, return ◀──────┐
 *            ▼                                                             │
 *         WAITING ──a sender, close or cancel commits the waiter──▶ on its way ──▶ HANDLING
 *                                                                                   │   ▲
 *                                        after BATCH values, behind all others      └───┘
 *
 *         HANDLING ──closed, failed or cancelled──▶ runs the task, which ends with that
 *
 * I1  At most one thread is in react(): it is queued by whoever commits the one waiter, or by itself as
 *     the last thing it does. So the plain fields below are handed on with the wait, or the queue.
 * I2  A cancel is not missed: cancelled() sets the flag, then commits the waiter; this leaves the
 *     waiter, then reads the flag.
 *
 * A sender commits the waiter under the channel's lock, where no user code may run: so it leaves this with
 * the channel (BoundedChannel.woken), and sets it off after the unlock. That is a call if the sender is a
 * handler itself; a task that sends is not held up by what others do with the value.
 *
 * Proved by: HandlingTest, HandlingStress; at length by verify/run cancel.
 */
final class Handling<T> implements Reaction, Nursery.Deferred<@Nullable Void> {

  /** Values handled in a row before others have their turn. */
  private static final int BATCH = 64;

  /** The same on the stack of another handler, whose own batch is under way: one, and a look. */
  private static final int BATCH_FOLLOWING = 2;

  private final BoundedChannel<T> channel;
  private final Use<? super T, ?> handler;

  private final Context context = Strand.current().context();

  /** Set once, before anybody else knows of this. */
  private @Nullable Job task;

  /** Made by the first wait, and used for all: a handler that keeps up waits for each value. */
  private volatile @Nullable ChannelWaiter<T> waiter;

  /** Whether the waiter is in the channel's line, or taken out of it and not looked at yet. */
  private boolean isWaiting;

  private volatile boolean cancelled;

  /** Why there is no more to handle: a Closing, or what the handler threw. */
  private @Nullable Object end;

  Handling(BoundedChannel<T> channel, Use<? super T, ?> handler) {
    this.channel = channel;
    this.handler = handler;
  }

  @SuppressWarnings("unchecked") // What a scope defers is a task with the work's value.
  Task<@Nullable Void> in(Scope scope) {
    ((Nursery) scope).defer(this);
    return (Task<@Nullable Void>) task();
  }

  @Override
  public void isTask(Job deferred) {
    task = deferred;
  }

  @Override
  public void begin() {
    Strand.current().engine().react(this);
  }

  private Job task() {
    return Objects.requireNonNull(task);
  }

  // ---- handling

  @Override
  public void react(Strand strand) {
    Context before = strand.context();
    strand.setContext(context);
    boolean more;
    try {
      more = handleBatch(strand);
    } catch (Throwable thrown) { // the handler's
      more = false;
      finish(thrown, strand);
    } finally {
      strand.setContext(before);
    }
    if (more) {
      strand.engine().react(this);
    }
  }

  /** Handles what is there; true if there may be more. */
  private boolean handleBatch(Strand strand) throws Exception {
    for (int left = strand.isNested() ? BATCH_FOLLOWING : BATCH; left > 0; left--) {
      Object taken = next(strand);
      if (taken == null) {
        return false;
      }
      if (taken == Wait.CANCELLED || taken instanceof Closing) {
        finish(taken, strand);
        return false;
      }
      handler.use(channel.value(taken));
    }
    return true;
  }

  /** Runs the task, which whoever keeps it will then keep without a strand and a value. */
  private void finish(Object how, Strand strand) {
    end = how;
    waiter = null;
    task().run(strand);
  }

  /** A value, a {@link Closing}, {@link Wait#CANCELLED}; or null if this waits now. */
  private @Nullable Object next(Strand strand) {
    if (isWaiting) {
      isWaiting = false;
      ChannelWaiter<T> served = Objects.requireNonNull(waiter);
      if (served.wait.outcome() == served) {
        return served.takeContent();
      }
      channel.withdraw(served);
    }
    return cancelled ? Wait.CANCELLED : takeOrWait(strand);
  }

  private @Nullable Object takeOrWait(Strand strand) {
    ChannelWaiter<T> mine;
    channel.lock();
    try {
      Object taken = channel.take();
      if (taken != null) {
        return taken;
      }
      isWaiting = true; // before a canceller can commit the waiter
      mine = waiterAgain(strand);
      channel.enlistReceiver(mine);
    } finally {
      channel.unlock();
    }
    if (cancelled) {
      mine.wait.commit(Wait.CANCELLED);
    }
    return null;
  }

  /** Nobody but a canceller knows of it when this is called. */
  private ChannelWaiter<T> waiterAgain(Strand strand) {
    ChannelWaiter<T> mine = waiter;
    if (mine == null) {
      mine = new ChannelWaiter<>(new Stackless(strand), null);
      waiter = mine;
    } else {
      mine.wait.again();
    }
    return mine;
  }

  /** The wait of a receiver that no thread waits for. */
  private final class Stackless extends Wait {
    Stackless(Strand strand) {
      super(strand, true);
    }

    @Override
    protected void wake() {
      if (outcome() instanceof ChannelWaiter<?> served && !(served.content instanceof Closing)) {
        channel.leaveWoken(Handling.this);
      } else {
        strand().engine().react(Handling.this);
      }
    }
  }

  // ---- as the task's work

  @Override
  public @Nullable Void call() throws Exception {
    switch (end) {
      case Closing(var cause) when cause == null -> {}
      case Closing closed -> throw closed.exception(channel.label());
      case Exception thrown -> throw thrown;
      case Error thrown -> throw thrown;
      case null, default -> throw new AssertionError("not at its end: " + end);
    }
    return null;
  }

  @Override
  public void cancelled() {
    cancelled = true;
    ChannelWaiter<T> mine = waiter;
    if (mine != null) {
      mine.wait.commit(Wait.CANCELLED);
    }
  }
}
