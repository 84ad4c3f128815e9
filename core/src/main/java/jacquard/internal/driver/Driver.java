package jacquard.internal.driver;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timers and channels of one event loop. Any thread may add and remove them; they make progress
 * while some thread <em>drives</em>: takes the driver, fires what is due, polls, sleeps, releases.
 * On the loop engine each worker drives its own, between two jobs and while it sleeps
 * (Worker.drive, Worker.sleep); on the default engine one thread, jacquard-driver, drives the only
 * one.
 */
/*
 * Who may touch what:
 *   timers              a lock of their own, held for a few instructions, never while firing;
 *   selector            opened under `opening`; polled by the holder only; registered with, armed and
 *                       cancelled by anybody (the JDK's selector allows it);
 *   holder              null ──tryTake──▶ a sleeper ──release──▶ null
 *
 * Timers fire and watches are told after that lock was left: both unpark virtual threads, which may
 * start, stop or wait for other timers.
 *
 * I1  The holder never sleeps past a deadline: under the lock it reads the next one and notes it in
 *     sleepUntil; under the lock an earlier timer is compared with it, and then the holder is woken.
 *     The sleep was announced before (see Sleeper), so that the wake-up can't fall between.
 * I2  A cancelled timer is gone when cancel returns, unless it is being fired.
 * I3  The holder never sleeps past a channel that was armed or released: that is done first, and then
 *     the holder is woken; after the announcement it looks once more whether there is a first one. So
 *     what a released channel leaves on the selector (its key, its watch, its descriptor) is gone by the
 *     holder's next poll, and that is never far. Nobody is woken for what nobody waits for: a channel
 *     that was registered or disarmed, or, its watch still open, closed; that is seen at the next poll.
 *
 * Proved by: DriverTest, EngineContractTest, MonitorTest.
 */
public final class Driver {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final VarHandle HOLDER;

  static {
    try {
      HOLDER = MethodHandles.lookup().findVarHandle(Driver.class, "holder", Sleeper.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final LongSupplier clock;
  private final int staleMax;
  private final ReentrantLock opening = new ReentrantLock();

  private final Timers timers;

  private volatile @Nullable Sleeper holder;
  private volatile @Nullable Selector selector;

  /**
   * A driver that nobody drives yet, on a clock that started at 0.
   *
   * @param staleMax see {@link Watch}: {@link Watch#STALE_MAX} if the threads that will drive are
   *     those that run what they wake, else 0
   */
  public Driver(LongSupplier clock, int staleMax) {
    this.clock = clock;
    this.staleMax = staleMax;
    this.timers = new Timers(clock.getAsLong());
  }

  /** Makes {@code sleeper}'s thread, the caller, the one that drives; false if there is one. */
  public boolean tryTake(Sleeper sleeper) {
    return holder == null && HOLDER.compareAndSet(this, null, sleeper);
  }

  /** Whether nobody drives at this moment. */
  public boolean isFree() {
    return holder == null;
  }

  /** Ends what {@link #tryTake} began. */
  public void release() {
    assert holder != null : "nobody drives";
    holder = null;
  }

  /** Wakes the thread that drives, if it sleeps. */
  public void wake() {
    Sleeper driving = holder;
    if (driving != null) {
      driving.wake();
    }
  }

  /** Starts {@code timer}; any thread. */
  public void schedule(Timer timer) {
    timer.owner = this;
    if (timers.insert(timer)) {
      wake();
    }
  }

  /** Stops {@code timer}, wherever it was started. */
  public static void cancel(Timer timer) {
    if (timer.owner instanceof Driver driver) {
      driver.timers.remove(timer);
    }
  }

  /** Registers {@code channel}; any thread. */
  public Watch watch(SelectableChannel channel) throws IOException {
    NioWatch watch = new NioWatch(this, channel);
    watch.register(selector(), channel);
    return watch;
  }

  int staleMax() {
    return staleMax;
  }

  /** How many channels are registered. */
  public int channels() {
    Selector opened = selector;
    return opened == null ? 0 : opened.keys().size();
  }

  /** Whether anything would happen here, now or later, if somebody drove. */
  public boolean hasInterest() {
    return channels() != 0 || timers() != 0;
  }

  /** How many timers wait. */
  public int timers() {
    return timers.size();
  }

  /** Whether {@link #turn} would find nothing, as far as the caller's own thread has seen. */
  public boolean isQuiet() {
    return selector == null && wheelSize() == 0;
  }

  /**
   * Fires what is due and tells what is ready, without blocking; the holder's thread.
   *
   * @return how many channels were ready
   */
  public int turn() {
    fireDue();
    Selector opened = selector;
    return opened == null || opened.keys().isEmpty() ? 0 : select(opened, 0);
  }

  /**
   * Sleeps until woken, a timer is due or a channel is ready, and then does what {@link #turn}
   * does; the holder's thread.
   *
   * @param me the holder
   * @param mayNot asked after the sleep was announced: true if it must not begin
   * @return how many channels were ready
   */
  public int sleep(Sleeper me, BooleanSupplier mayNot) {
    return sleep(poller(), me, mayNot);
  }

  /** What to block in: null if there are no channels, for then it is cheaper to park. */
  @Nullable Selector poller() {
    Selector opened = selector;
    return opened == null || opened.keys().isEmpty() ? null : opened;
  }

  /** As above, in {@code polled}, which was chosen before the announcement. */
  int sleep(@Nullable Selector polled, Sleeper me, BooleanSupplier mayNot) {
    int ready = 0;
    me.announce(polled);
    try {
      if (mayNot.getAsBoolean() || (polled == null && poller() != null)) {
        return 0;
      }
      long nanos = nanosToNext();
      if (polled != null) {
        ready = select(polled, nanos);
      } else if (nanos > 0) {
        me.park(nanos);
      }
    } finally {
      me.rise();
    }
    fireDue();
    return ready;
  }

  private long nanosToNext() {
    long next = timers.sleepUntilNext();
    return next == Context.NEVER ? Context.NEVER : Math.max(0, next - clock.getAsLong());
  }

  /**
   * Fires the timers that are due, at most one more than there were at the start: it ends by
   * finding none. When it ended by having fired all there were, that happened for the first time
   * when a server's clock ticked without a connection, and the whole loop was compiled anew (40
   * ms).
   */
  private void fireDue() {
    int waiting = wheelSize();
    if (waiting == 0) {
      return;
    }
    long now = clock.getAsLong();
    for (int left = waiting; left >= 0; left--) {
      Timer due = timers.poll(now);
      if (due == null) {
        return;
      }
      due.fire();
    }
  }

  /**
   * A size that may be out of date, without the lock: a timer of the caller's own thread is
   * counted; one of another thread, that is missed here, wakes the sleep which comes next (I1).
   */
  private int wheelSize() {
    return timers.sizeRacy();
  }

  /** Polls for at most {@code nanos}; whole milliseconds, rounded up, or a timer would be early. */
  private int select(Selector opened, long nanos) {
    try {
      if (nanos == 0) {
        return opened.selectNow(this::ready);
      }
      long millis = nanos == Context.NEVER ? 0 : (nanos - 1) / NANOS_PER_MILLI + 1;
      return opened.select(this::ready, millis); // 0: no limit
    } catch (IOException e) {
      throw new UncheckedIOException("the operating system's poller failed", e);
    }
  }

  private void ready(SelectionKey key) {
    Sleeper driving = holder;
    if (driving != null) {
      // Awake: what becomes ready here is this thread's to run, nobody needs to wake it for that.
      driving.rise();
    }
    if (key.attachment() instanceof NioWatch watch) {
      watch.dispatch();
    }
  }

  private Selector selector() throws IOException {
    Selector opened = selector;
    return opened != null ? opened : openSelector();
  }

  private Selector openSelector() throws IOException {
    opening.lock();
    try {
      Selector opened = selector;
      if (opened == null) {
        opened = Selector.open();
        selector = opened;
      }
      return opened;
    } finally {
      opening.unlock();
    }
  }

  /** Gives the poller's descriptors back; nobody drives any more. */
  public void close() {
    Selector opened = selector;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the poller can't be closed", e);
      }
    }
  }
}
