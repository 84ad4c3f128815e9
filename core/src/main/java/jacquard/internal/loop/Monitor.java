package jacquard.internal.loop;

import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Survivor;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches for workers that are stuck: inside one job for so long that what they should be doing
 * besides, in their queue or in their driver, waits for it. Such a worker gets a spare, a carrier
 * that stands in until the worker comes back. If it stays away for long, a warning names who holds
 * it, with the stack.
 */
/*
 * A worker counts its jobs, forks and sleeps. At every sample the monitor compares: a worker that is
 * awake and has counted none for STUCK_SAMPLES is stuck, whatever the reason: a long computation, a
 * native frame that pins its virtual thread, file I/O. Nobody tells the monitor, and a worker that is
 * not stuck pays nothing. A worker that makes progress is asked, at each sample, to look at its timers
 * and channels soon; one that has not done so for HURRY_SAMPLES is stuck as well.
 *
 *    all workers asleep ──▶ the monitor parks ──a worker wakes, stir──▶ samples
 *
 * A worker may also seem stuck because whoever was to wake it said so, and then ran out of stack before
 * he did: it is unparked once more, which does no harm to others.
 *
 * The worker writes its state, then reads `asleep`; the monitor writes `asleep`, then reads the states
 * once more (all volatile): it never sleeps while a worker runs.
 *
 * Proved by: MonitorTest.
 */
final class Monitor extends Thread {

  /** How many spares there may be at a time: beyond, stuck workers are waited for. */
  static final int SPARES_MAX = 256;

  /** How long none is tried for after one whose thread could not be started. */
  static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long SAMPLE_MILLIS = 10;

  /** Samples without progress that make a worker stuck: 20 to 30 ms. */
  private static final int STUCK_SAMPLES = 3;

  /**
   * From when on a stuck worker is worth a warning: what a cold start takes now and then is not.
   */
  private static final long WARN_MILLIS = 100;

  /**
   * How much one sample may add to the time that a worker is held. One that comes later was held up
   * itself, by a pause of the collector or by others on the machine; and so were the workers.
   */
  private static final long TICK_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(2 * SAMPLE_MILLIS);

  /** Samples without a look at timers and channels that make a worker stuck: 80 to 90 ms. */
  private static final int HURRY_SAMPLES = 8;

  /** Places in the code that are remembered, in order to warn of each once. */
  private static final int PLACES_MAX = 1024;

  /** Frames of a stack that a warning shows. */
  private static final int FRAMES_MAX = 64;

  private static final System.Logger LOG = System.getLogger("jacquard");

  private final LoopEngine engine;
  private final Set<StackTraceElement> warned = new HashSet<>();
  private volatile boolean asleep;

  /** The time that this monitor has seen pass, a sample at a time; this thread only. */
  private long seenNanos;

  /** How many spares there were; this thread only. */
  private int spares;

  /** Set when a spare could not be started; this thread only. */
  private long noSpareUntilNanos;

  Monitor(LoopEngine engine) {
    super("jacquard-monitor");
    this.engine = engine;
    setDaemon(true);
  }

  LoopEngine engine() {
    return engine;
  }

  /** What was seen of a worker at the last sample. */
  static final class Sample {
    private long turns;
    private int times;
    private int hurried;
    private long sinceNanos;
    private boolean told;
  }

  /** Ends the sleep of this monitor; called by workers that wake. */
  void stir() {
    if (asleep) {
      asleep = false;
      try {
        LockSupport.unpark(this);
      } catch (Throwable error) { // the caller's stack ran out: the next one is to try again
        asleep = true;
        throw error;
      }
    }
  }

  @Override
  public void run() {
    while (!engine.isClosing()) {
      long before = engine.nanoTime();
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(SAMPLE_MILLIS));
      seenNanos += Math.min(engine.nanoTime() - before, TICK_NANOS_MAX);
      if (!lookAndSurvive()) {
        sleep();
      }
    }
  }

  /** Without memory for a spare or a stack trace now, there may be some at the next look. */
  private boolean lookAndSurvive() {
    try {
      return look();
    } catch (Throwable e) { // whatever it is, it must not end this thread
      Survivor.log(LOG, getName(), e);
      return true;
    }
  }

  private void sleep() {
    asleep = true;
    while (asleep && !engine.isClosing() && allIdle()) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private boolean noneIdle() {
    for (Worker worker : engine.carriers()) {
      if (worker.sleeper.isIdle()) {
        return false;
      }
    }
    return true;
  }

  private boolean allIdle() {
    for (Worker worker : engine.carriers()) {
      if (!worker.sleeper.isIdle()) {
        return false;
      }
    }
    return true;
  }

  /** Looks at every worker; false if all are asleep. */
  private boolean look() {
    boolean busy = false;
    boolean replaced = false;
    for (Worker worker : engine.carriers()) {
      if (worker.sleeper.isIdle()) {
        worker.sample.times = 0;
        worker.sample.hurried = 0;
      } else {
        busy = true;
        // One spare a sample: it may be all that is needed.
        replaced |= isStuck(worker) && !replaced && isNeeded(worker) && replace(worker);
        warn(worker);
      }
    }
    return busy;
  }

  /** Whether {@code worker}, which is awake, has been in one job for some samples. */
  private boolean isStuck(Worker worker) {
    Sample sample = worker.sample;
    long turns = worker.turnsOpaque();
    sample.hurried = worker.isHurried() ? sample.hurried + 1 : 0;
    worker.hurryUp();
    if (sample.times == 0 || turns != sample.turns) {
      sample.turns = turns;
      sample.times = 1;
      sample.sinceNanos = seenNanos;
      sample.told = false;
      return sample.hurried > HURRY_SAMPLES && worker.driver.hasInterest();
    }
    sample.times++;
    if (sample.times == STUCK_SAMPLES) {
      worker.sleeper.unpark();
    }
    return sample.times > STUCK_SAMPLES;
  }

  /** Whether something waits for {@code worker}, which is stuck, that nobody else will see to. */
  private boolean isNeeded(Worker worker) {
    boolean queued = isQueuedFor(worker);
    if (queued) {
      engine.wakeForSurplus(); // a sleeping worker is as good as a spare, and steals the slot too
    }
    if (worker.hasSpare()) {
      return false;
    }
    boolean undriven = !worker.isDismissed() && worker.driver.isFree();
    return (undriven && worker.driver.hasInterest()) || (queued && noneIdle());
  }

  /** Whether there is work that {@code worker}, or whom it stands in for, would run. */
  private boolean isQueuedFor(Worker worker) {
    if (engine.hasInjected() || !worker.queue.isEmpty() || worker.queue.peekSlot() != null) {
      return true;
    }
    return worker.stuck != null && isQueuedFor(worker.stuck);
  }

  /** Gives {@code worker} a spare; false if there are enough, or none could be had just now. */
  private boolean replace(Worker worker) {
    boolean enough = engine.carriers().length - engine.describe().workers() >= SPARES_MAX;
    if (enough || engine.nanoTime() < noSpareUntilNanos) {
      return false;
    }
    try {
      engine.add(worker.newSpare("jacquard-spare-" + spares++));
      return true;
    } catch (Throwable error) { // no thread can be had, nor perhaps memory
      worker.forgetSpare();
      noSpareUntilNanos = engine.nanoTime() + RETRY_NANOS;
      Survivor.log(LOG, getName(), error);
      return false;
    }
  }

  /** Tells, once for each time that a worker got a spare, who holds it. */
  private void warn(Worker worker) {
    Sample sample = worker.sample;
    long heldMillis = TimeUnit.NANOSECONDS.toMillis(seenNanos - sample.sinceNanos);
    if (sample.told || !worker.hasSpare() || heldMillis < WARN_MILLIS) {
      return;
    }
    Strand holder = worker.mounted;
    Thread thread = holder == null ? worker : holder.thread();
    StackTraceElement[] stack = thread.getStackTrace();
    boolean held = worker.turnsOpaque() == sample.turns; // and was, while the stack was taken
    if (held && isNew(stack)) {
      String text = describe(worker.getName(), heldMillis, nameOf(holder, thread), stack);
      LOG.log(System.Logger.Level.WARNING, text);
    }
    sample.told = held;
  }

  private static String nameOf(@Nullable Strand holder, Thread thread) {
    Cancellation node = holder == null ? Cancellation.NONE : holder.node();
    return node == Cancellation.NONE ? thread.toString() : node + " on " + thread;
  }

  /** Whether nobody was warned of this place: where the user's code stands, not the JDK's. */
  private boolean isNew(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
        return warned.size() < PLACES_MAX && warned.add(frame);
      }
    }
    return false;
  }

  static String describe(String carrier, long millis, String holder, StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder("carrier ").append(carrier);
    text.append(" is held for ").append(millis).append(" ms by ").append(holder);
    text.append("; work that waits behind it goes to a spare carrier");
    for (int i = 0; i < Math.min(stack.length, FRAMES_MAX); i++) {
      text.append("\n    at ").append(stack[i]);
    }
    if (stack.length > FRAMES_MAX) {
      text.append("\n    ... and ").append(stack.length - FRAMES_MAX).append(" more");
    }
    return text.toString();
  }
}
