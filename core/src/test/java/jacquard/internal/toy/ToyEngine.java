package jacquard.internal.toy;

import jacquard.internal.engine.Carrier;
import jacquard.internal.engine.Context;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.EngineDescription;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Watch;
import jacquard.internal.wheel.TimerWheel;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One carrier, a seeded choice among what is ready, and a clock that jumps to the next timer when
 * nothing is: the same seed gives the same run, as long as only tasks of this engine take part.
 *
 * <pre>{@code
 * ToyEngine.run(seed, () -> {
 *   // runs as a task's thread does; a failure carries the seed
 * });
 * }</pre>
 *
 * <p>Each turn takes a microsecond of the virtual clock, so that a task which yields until some
 * time has passed comes to an end. Channels are polled in earnest, in real time.
 */
public final class ToyEngine implements Engine {

  /** A turn, on the virtual clock. */
  private static final long TURN_NANOS = 1_000;

  /** Turns after which channels are looked at, although something is ready. */
  private static final int POLL_TURNS = 64;

  /** How long a foreign thread may take, in real time, to bring work before it is a deadlock. */
  private static final long FOREIGN_MILLIS = 200;

  private final long seed;
  private final Random random;

  /** Guards {@link #ready}: foreign threads bring work too. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition arrived = lock.newCondition();

  private final List<Runnable> ready = new ArrayList<>();

  /** Strands whose job has not ended; only the carrier and code on it touch this and the wheel. */
  private final Set<ToyStrand> live = new LinkedHashSet<>();

  private final TimerWheel wheel = new TimerWheel(0);
  private final ToyPoller poller = new ToyPoller();
  private final Root root;
  private volatile long now;
  private long turns;
  private @Nullable Throwable failure;

  private ToyEngine(long seed, Body body) {
    this.seed = seed;
    this.random = new Random(seed);
    this.root = new Root(body);
  }

  /** What a run does. */
  @FunctionalInterface
  public interface Body {
    /** Does it. */
    void run() throws Exception;
  }

  /**
   * Runs {@code body} to its end on an engine of its own and throws what it throws; what it has
   * started and left behind is dropped.
   *
   * @throws AssertionError "deadlock: …" if nothing is ready and no timer is left
   */
  public static void run(long seed, Body body) throws Exception {
    ToyEngine engine = new ToyEngine(seed, body);
    Loop loop = engine.new Loop();
    loop.start();
    loop.join();
    Throwable failure = engine.failure;
    if (failure == null) {
      return;
    }
    failure.addSuppressed(new IllegalStateException("toy engine, seed " + seed));
    if (failure instanceof Exception exception) {
      throw exception;
    }
    throw (Error) failure;
  }

  private void loop(Carrier carrier) throws IOException {
    execute(root);
    while (!root.ended) {
      Runnable next = takeReady();
      if (next != null) {
        turn(carrier, next);
      } else if (!poller.poll(0) && !jump() && !poller.poll(FOREIGN_MILLIS)) {
        awaitForeign();
      }
    }
    poller.close();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the carrier writes the time.
  private void turn(Carrier carrier, Runnable next) throws IOException {
    carrier.mounted = next instanceof ToyStrand strand ? strand : null;
    next.run();
    carrier.mounted = null;
    now = now + TURN_NANOS;
    fireDue();
    if (++turns % POLL_TURNS == 0) {
      poller.poll(0);
    }
  }

  private @Nullable Runnable takeReady() {
    lock.lock();
    try {
      return ready.isEmpty() ? null : ready.remove(random.nextInt(ready.size()));
    } finally {
      lock.unlock();
    }
  }

  /** Lets the clock jump to the next timer; false if there is none. */
  private boolean jump() {
    long next = wheel.nextNanos();
    if (next == Context.NEVER) {
      return false;
    }
    now = Math.max(now, next);
    fireDue();
    return true;
  }

  private void fireDue() {
    for (Timer timer = wheel.poll(now); timer != null; timer = wheel.poll(now)) {
      timer.fire();
    }
  }

  private void awaitForeign() {
    lock.lock();
    try {
      boolean inTime = true;
      while (ready.isEmpty() && inTime) {
        inTime = arrived.await(FOREIGN_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (ready.isEmpty()) {
        throw new AssertionError(deadlock());
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the toy's carrier", e);
    } finally {
      lock.unlock();
    }
  }

  private String deadlock() {
    StringBuilder text = new StringBuilder("deadlock: nothing is ready and no timer is left");
    for (ToyStrand strand : live) {
      text.append("\n  ").append(strand.thread()).append(" waits");
      for (StackTraceElement frame : strand.thread().getStackTrace()) {
        text.append("\n    at ").append(frame);
      }
    }
    return text.toString();
  }

  void ready(Runnable item) {
    lock.lock();
    try {
      ready.add(item);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  void ended(ToyStrand strand) {
    live.remove(strand);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public int random(int bound) {
    return random.nextInt(bound);
  }

  @Override
  public void execute(Job job) {
    ready(() -> begin(job));
  }

  private void begin(Job job) {
    if (job.isFresh()) {
      ToyStrand strand = new ToyStrand(this, job);
      live.add(strand);
      strand.thread().start();
    }
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // what yield promises
  public void yield() {
    Thread.yield();
  }

  @Override
  public void schedule(Timer timer) {
    timer.owner = this;
    wheel.insert(timer);
  }

  @Override
  public void cancel(Timer timer) {
    wheel.remove(timer);
  }

  @Override
  public Watch watch(SelectableChannel channel) throws IOException {
    return poller.watch(channel);
  }

  @Override
  public EngineDescription describe() {
    return new EngineDescription("toy", 1, "seed " + seed);
  }

  /** The only carrier. */
  private final class Loop extends Carrier {
    Loop() {
      super("jacquard-toy");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        loop(this);
        failure = root.failure;
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }
  }

  /** The body, as a job. */
  private static final class Root implements Job {
    private final Body body;
    private boolean begun;
    private boolean ended;
    private @Nullable Throwable failure;

    Root(Body body) {
      this.body = body;
    }

    @Override
    public boolean isFresh() {
      return !begun;
    }

    @Override
    public void run(Strand strand) {
      begun = true;
      try {
        body.run();
      } catch (Throwable e) { // a task boundary: rethrown by ToyEngine.run
        failure = e;
      }
      ended = true;
    }
  }
}
