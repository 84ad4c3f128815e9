package jacquard.internal.loop;

import jacquard.internal.driver.Driver;
import jacquard.internal.driver.Sleeper;
import jacquard.internal.engine.Carrier;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Loom;
import jacquard.internal.engine.Reaction;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Survivor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One carrier of the loop engine. Each turn it runs one ready runner or reaction, or begins one
 * fresh job; between turns, and when there is nothing to run, it fires timers, polls channels,
 * steals, and sleeps.
 */
/*
 * What comes next, in this order:
 *    every TURNS jobs   timers, channels, injected work: whatever the queue holds (later if the last
 *                       poll found many channels: see budgetAfterPoll)
 *    the slot           what was woken last, at most SLOT_TURNS times in a row
 *    the queue          oldest first
 *    injected           from threads that are no workers
 *    timers, channels   of this worker's driver
 *    theft              half of another worker's queue; at most half of the workers look
 *    sleep              in the driver: parked, or in the selector if it has channels
 *
 * So nothing waits for ever: a task that requeues itself goes behind all others, two that wake each
 * other in turn use up SLOT_TURNS, and jobs that come without end use up TURNS.
 *
 * Wake-ups: what the running task wakes goes to the slot, and no other carrier is told: it would need
 * longer to wake than this one to get there. What the slot displaces, and what is forked, goes to the
 * queue; that is surplus, and one sleeping worker is woken for it unless somebody searches already. What
 * yields while nothing else is ready is no surplus.
 *
 * A spare is a worker that stands in for a stuck one: it steals its queue and drives its driver, until
 * the stuck one comes back and dismisses it (see Monitor). Between the two, whoever has nothing to do
 * and finds the driver taken parks without it; a spare that retires wakes the other.
 *
 * A runner that this worker wakes for a job may be made ready by the JDK at once, or have been ready
 * before (a late unpark of its last wait):
 *
 *    handoff = runner ──begin, ready(runner)──▶ null: mount it now
 *                     ──begin, no ready───────▶ still set: it is in some queue, and mounts there
 *
 * Who may touch what: the volatile fields, `queue`, `driver`, `sleeper` and what says so: any thread;
 * all else belongs to this thread and the code mounted on it.
 *
 * Proved by: WorkerTest, MonitorTest; EngineContractTest above it.
 */
final class Worker extends Carrier {

  /**
   * Jobs between two looks at timers, channels and injected work, if the first found no channel.
   */
  static final int TURNS = 61;

  /** How many jobs more, at most, if it found some. */
  private static final int CHANNEL_TURNS_MAX = 1024;

  /** Turns in a round of {@link #run}: so many that its end costs nothing, and no budget. */
  private static final int ROUND_TURNS = 64;

  /** Turns in a row that the slot may have while the queue holds something. */
  private static final int SLOT_TURNS = 16;

  /** Idle runners that one worker keeps. */
  private static final int IDLE_MAX = 64;

  /** Rounds of looking for something to steal before sleep, about 10 us. */
  private static final int SEARCH_ROUNDS = 200;

  /** Rounds that an item stays in another worker's slot before it may be stolen. */
  private static final int SLOT_PATIENCE = 20;

  private static final System.Logger LOG = System.getLogger("jacquard");

  private static final VarHandle TURN_COUNT;
  private static final VarHandle HURRY;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TURN_COUNT = lookup.findVarHandle(Worker.class, "turns", long.class);
      HURRY = lookup.findVarHandle(Worker.class, "hurry", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final RunQueue queue = new RunQueue();
  final Driver driver;
  final Sleeper sleeper;

  /** Whom this spare stands in for; null for the workers that the engine began with. */
  final @Nullable Worker stuck;

  /** What the monitor saw last; its thread only. */
  final Monitor.Sample sample = new Monitor.Sample();

  /** Who stands in for this worker; set by the monitor, taken back by this thread. */
  private volatile @Nullable Worker spare;

  /** Whether this spare may go. */
  private volatile boolean dismissed;

  private final LoopEngine engine;

  /** This carrier's own strand: what reactions run on that nobody's stack carries. */
  private final Strand bare;

  private final Runner[] idle = new Runner[IDLE_MAX];
  private int idleCount;

  /** What {@link #perform} runs now: this thread only. */
  private @Nullable Object running;

  /** The runner that is being made ready in order to be run right now, on this thread. */
  private @Nullable Runner handoff;

  private int budget = TURNS;
  private int slotTurns;

  /** Counts jobs, forks and sleeps; own thread, opaque: the monitor only compares two samples. */
  @SuppressWarnings("unused")
  private long turns;

  /** Set by the monitor, opaque: look at timers and channels soon. Late by a turn does no harm. */
  @SuppressWarnings("unused")
  private boolean hurry;

  Worker(LoopEngine engine, String name, Driver driver) {
    this(engine, name, driver, null);
  }

  private Worker(LoopEngine engine, String name, Driver driver, @Nullable Worker stuck) {
    super(name);
    this.engine = engine;
    this.bare = new Strand(engine, this, false);
    this.driver = driver;
    this.stuck = stuck;
    this.sleeper = new Sleeper(this, engine.idle);
    setDaemon(true);
  }

  /** The worker below the calling runner. */
  static Worker current() {
    return (Worker) Objects.requireNonNull(Loom.currentCarrier());
  }

  LoopEngine engine() {
    return engine;
  }

  @Override
  public void run() {
    while (!isOver()) {
      round();
    }
    retire();
  }

  private boolean isOver() {
    return dismissed || engine.isClosing();
  }

  /**
   * Some turns, in a method that returns. One that never does is replaced at its back edge, after
   * 60,000 turns, by code of C1, whose calls have C2 compile {@link #next} and {@link #perform}
   * once more, on their own (20 to 40 ms). Here {@link #run} has little to replace, and minutes
   * later.
   */
  private void round() {
    for (int i = 0; i < ROUND_TURNS && !isOver(); i++) {
      turn();
      if (spare != null) {
        dismissSpare();
      }
    }
  }

  /**
   * Survives whatever a timer, a watch or a foreign scheduler hook throws: others need this worker.
   */
  private void turn() {
    try {
      Object item = next();
      if (item != null) {
        perform(item);
      }
    } catch (Throwable e) { // a task boundary
      Survivor.log(LOG, getName(), e);
    }
  }

  // ---- spares

  /** A spare for this worker, not started; the monitor's thread. */
  Worker newSpare(String name) {
    Worker standIn = new Worker(engine, name, driver, this);
    spare = standIn;
    return standIn;
  }

  /**
   * Takes {@link #newSpare} back, which could not be started; the monitor's thread. This worker may
   * have dismissed it meanwhile; nobody else makes one, so this forgets no other.
   */
  void forgetSpare() {
    spare = null;
  }

  boolean hasSpare() {
    return spare != null;
  }

  boolean isDismissed() {
    return dismissed;
  }

  private void dismissSpare() {
    Worker standIn = spare;
    spare = null;
    if (standIn != null) {
      standIn.dismissed = true;
      standIn.sleeper.wake();
    }
  }

  /**
   * Leaves nothing behind: work goes to the others, runners end, the driver is its worker's again.
   */
  private void retire() {
    dismissSpare();
    endIdle();
    if (stuck != null) {
      for (Object item = nextLocal(); item != null; item = nextLocal()) {
        engine.inject(item);
      }
      engine.remove(this);
      wakeAllStoodInFor();
    }
  }

  /**
   * All of them share this driver, and any may have parked beside it: the one that this spare was
   * made for may be gone itself, a spare that was dismissed before.
   */
  private void wakeAllStoodInFor() {
    for (Worker at = stuck; at != null; at = at.stuck) {
      at.sleeper.wake();
    }
  }

  // ---- what runs

  private void perform(Object item) {
    countTurn();
    running = item;
    try {
      switch (item) {
        case Runner runner -> mount(runner);
        case Reaction reaction -> react(reaction);
        case Job job -> begin(job);
        case Runnable foreign -> foreign.run();
        default -> throw new AssertionError("not for a worker: " + item);
      }
    } finally {
      running = null;
    }
  }

  private void mount(Runner runner) {
    mounted = runner;
    try {
      runner.mount();
    } finally {
      mounted = null;
    }
  }

  /** Runs {@code reaction} here, below all virtual threads. */
  private void react(Reaction reaction) {
    mounted = bare;
    Object locals = Loom.takeThreadLocals(this);
    try {
      reaction.run(bare);
    } finally {
      mounted = null;
      Thread.interrupted(); // with the flag set this carrier could not sleep
      Loom.restoreThreadLocals(this, locals);
    }
  }

  /** Runs {@code job} on an idle runner, or a new one, unless somebody has run it meanwhile. */
  private void begin(Job job) {
    if (!job.isFresh()) {
      return;
    }
    Runner runner = idleCount > 0 ? idle[--idleCount] : new Runner(engine);
    handOver(runner, job);
  }

  private void handOver(Runner runner, Job job) {
    handoff = runner;
    runner.begin(job);
    boolean ready = handoff == null;
    handoff = null;
    if (ready) {
      running = runner;
      mount(runner);
    }
    // Otherwise a late unpark has made the runner ready before: it is in some queue, and will find
    // the job when it gets there.
  }

  /** Makes {@code item} run on this worker, soon; this thread or code mounted on it. */
  void ready(Object item) {
    if (item == handoff) {
      handoff = null;
    } else if (item == running) {
      pushAgain(item); // it yields
    } else if (running != null) {
      Object displaced = queue.swapSlot(item);
      if (displaced != null) {
        push(displaced);
      }
    } else if (queue.peekSlot() == null) { // from a timer or a channel: in the order of events
      queue.swapSlot(item);
      if (!queue.isEmpty()) { // it goes before what nobody else was told of: see pushAgain
        engine.wakeForSurplus();
      }
    } else {
      push(item);
    }
  }

  /** Queues {@code job}, which the running task has started. */
  void fork(Job job) {
    countTurn(); // a task that forks without end is busy, not stuck
    push(job);
  }

  /** Queues {@code item} behind everything that is ready. */
  void push(Object item) {
    queue.push(item);
    engine.wakeForSurplus();
  }

  /**
   * As {@link #push}, of what runs here now: if it is alone this worker comes back to it at once.
   */
  private void pushAgain(Object item) {
    boolean isAlone = queue.isEmpty() && queue.peekSlot() == null;
    queue.push(item);
    if (!isAlone) {
      engine.wakeForSurplus();
    }
  }

  /** The next job for the calling runner, or null if it should leave the worker to others. */
  @Nullable Job takeFresh() {
    if (budget <= 0 || isHurried()) {
      return null;
    }
    Job job = queue.popFresh();
    if (job != null) {
      budget--;
      countTurn();
    }
    return job;
  }

  /** Keeps {@code runner}, the caller, for later jobs; false if there are enough. */
  boolean keep(Runner runner) {
    if (idleCount == IDLE_MAX || dismissed || engine.isClosing()) {
      return false;
    }
    idle[idleCount++] = runner;
    return true;
  }

  private void endIdle() {
    while (idleCount > 0) {
      Runner runner = idle[--idleCount];
      handoff = runner;
      runner.end();
      if (handoff == null) {
        mount(runner);
      }
      handoff = null;
    }
  }

  /**
   * Whether nothing else is ready here: then whoever yields may go on, and saves the switch. Once
   * in {@link #budget} times the answer is no: timers and channels want to be looked at.
   */
  boolean isAlone() {
    return --budget > 0
        && !isHurried()
        && queue.isEmpty()
        && queue.peekSlot() == null
        && !engine.hasInjected();
  }

  private void countTurn() {
    TURN_COUNT.setOpaque(this, turns + 1);
  }

  /** What {@link #turns} says; any thread, may be out of date. */
  long turnsOpaque() {
    return (long) TURN_COUNT.getOpaque(this);
  }

  /** Makes this worker look at timers and channels before its next job; the monitor's thread. */
  void hurryUp() {
    setHurryOpaque(true);
  }

  /** Whether that has not happened yet. No order is needed: see {@link #hurry}. */
  boolean isHurried() {
    return (boolean) HURRY.getOpaque(this);
  }

  private void setHurryOpaque(boolean to) {
    HURRY.setOpaque(this, to);
  }

  // ---- what comes next

  private @Nullable Object next() {
    if (--budget <= 0 || isHurried()) {
      budget = TURNS;
      setHurryOpaque(false);
      drive();
      Object injected = engine.pollInjected();
      if (injected != null) {
        return injected;
      }
    }
    Object item = nextLocal();
    return item != null ? item : nextElsewhere();
  }

  private @Nullable Object nextLocal() {
    if (slotTurns < SLOT_TURNS || queue.isEmpty()) {
      Object woken = queue.takeSlot();
      if (woken != null) {
        slotTurns++;
        return woken;
      }
    }
    slotTurns = 0;
    Object item = queue.pop();
    return item != null ? item : queue.takeSlot();
  }

  private @Nullable Object nextElsewhere() {
    Object item = engine.pollInjected();
    if (item != null) {
      return item;
    }
    if (engine.hasPeers()) {
      drive();
      item = nextLocal();
      if (item == null) {
        item = search();
      }
      if (item != null) {
        return item;
      }
    }
    sleep();
    return null;
  }

  private void drive() {
    if (driver.isQuiet() || !driver.tryTake(sleeper)) {
      return;
    }
    try {
      budget = budgetAfterPoll(driver.turn());
    } finally {
      driver.release();
    }
  }

  /**
   * Allows for what {@code channels} have just made ready. Until that has run, another poll would
   * find the same channels, which are not read yet, and cost a check of each in the kernel.
   */
  private static int budgetAfterPoll(int channels) {
    return TURNS + Math.min(channels, CHANNEL_TURNS_MAX);
  }

  private @Nullable Object search() {
    if (!engine.beginSearch()) {
      return null;
    }
    Object found = null;
    try {
      for (int round = 0; round < SEARCH_ROUNDS && found == null; round++) {
        found = engine.stealFor(this);
        if (found == null) {
          Thread.onSpinWait();
        }
      }
    } finally {
      engine.endSearch();
    }
    if (found != null && engine.hasWorkForAny()) {
      engine.wakeForSurplus(); // nobody was woken for the rest while this one searched
    }
    return found;
  }

  /** Takes something from {@code victim}, another worker; null if it has nothing to spare. */
  @Nullable Object stealFrom(Worker victim) {
    Object item = victim.queue.stealHalf(queue);
    return item != null ? item : stealSlot(victim.queue);
  }

  /** What was just woken is best run where it was woken: it is stolen if it is kept waiting. */
  private static @Nullable Object stealSlot(RunQueue victim) {
    Object item = victim.peekSlot();
    if (item == null) {
      return null;
    }
    for (int i = 0; i < SLOT_PATIENCE; i++) {
      Thread.onSpinWait();
      if (victim.peekSlot() != item) {
        return null;
      }
    }
    return victim.stealSlot(item) ? item : null;
  }

  private void sleep() {
    countTurn();
    if (driver.tryTake(sleeper)) {
      try {
        budget = budgetAfterPoll(driver.sleep(sleeper, this::hasWork));
      } finally {
        driver.release();
      }
    } else {
      sleepBeside();
    }
    engine.stirMonitor();
  }

  /** Parks while another drives this worker's driver: a spare, or the worker it stands in for. */
  private void sleepBeside() {
    sleeper.announce(null);
    try {
      // Pairs with retire: the spare releases the driver, then wakes whom it sees announced.
      if (!hasWork() && !driver.isFree()) {
        sleeper.park(Long.MAX_VALUE);
      }
    } finally {
      sleeper.rise();
    }
  }

  /** Asked after this worker was counted as idle: whoever brings work from now on wakes it. */
  private boolean hasWork() {
    return dismissed || queue.peekSlot() != null || engine.hasWorkForAny();
  }
}
