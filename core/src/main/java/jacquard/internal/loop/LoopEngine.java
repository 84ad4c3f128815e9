package jacquard.internal.loop;

import jacquard.internal.driver.Driver;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.EngineDescription;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Loom;
import jacquard.internal.engine.Reaction;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Watch;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.SelectableChannel;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The loop engine: one carrier thread a core, each of which runs tasks, fires timers and polls
 * channels. Needs the JDK's own hook for a scheduler of virtual threads, see {@link Loom}.
 */
public final class LoopEngine implements Engine {

  /** How many workers: by default one for each processor. */
  static final String WORKERS_PROPERTY = "jacquard.workers";

  /**
   * A channel goes to the caller's own worker, unless that one has so many more than the idlest.
   */
  private static final int CHANNELS_AHEAD_MAX = 8;

  private static final VarHandle SEARCHING;

  static {
    try {
      SEARCHING = MethodHandles.lookup().findVarHandle(LoopEngine.class, "searching", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How many workers sleep, or are about to. */
  final AtomicInteger idle = new AtomicInteger();

  private final String reason;

  /** Starts the thread of a spare: what a test may have fail, as a system does that is short. */
  private final Consumer<Thread> starter;

  private final long startNanos = System.nanoTime();
  private final Worker[] workers;
  private final Monitor monitor;

  /** The workers and their spares; copied on each change, under {@link #changing}. */
  private volatile Worker[] carriers;

  private final ReentrantLock changing = new ReentrantLock();

  /** Work that comes from threads which are no workers. */
  private final Queue<Object> injected = new ConcurrentLinkedQueue<>();

  /** How many workers look for something to steal. */
  @SuppressWarnings("unused")
  private volatile int searching;

  private volatile boolean closing;

  private LoopEngine(String reason, int workerCount, Consumer<Thread> starter) {
    this.reason = reason;
    this.starter = starter;
    this.workers = new Worker[workerCount];
    for (int i = 0; i < workerCount; i++) {
      workers[i] =
          new Worker(this, "jacquard-worker-" + i, new Driver(this::nanoTime, Watch.STALE_MAX));
    }
    this.carriers = workers.clone();
    this.monitor = new Monitor(this);
  }

  /**
   * Starts an engine.
   *
   * @param workers carrier threads; 1 or more
   */
  public static LoopEngine start(String reason, int workers) {
    return start(reason, workers, Thread::start);
  }

  static LoopEngine start(String reason, int workers, Consumer<Thread> starter) {
    if (workers < 1) {
      throw new IllegalArgumentException(
          "-D" + WORKERS_PROPERTY + " must be 1 or more, was " + workers);
    }
    LoopEngine engine = new LoopEngine(reason, workers, starter);
    for (Worker worker : engine.workers) {
      worker.start();
    }
    engine.monitor.start();
    return engine;
  }

  /** Ends the workers: an engine that was started for a test, and has nothing to do any more. */
  public void close() throws InterruptedException {
    closing = true;
    monitor.stir();
    monitor.join();
    Worker[] all = carriers;
    for (Worker worker : all) {
      worker.sleeper.wake();
    }
    for (Worker worker : all) {
      worker.join();
    }
    for (Worker worker : workers) {
      worker.driver.close();
    }
  }

  boolean isClosing() {
    return closing;
  }

  // ---- the seam

  @Override
  public long nanoTime() {
    return System.nanoTime() - startNanos;
  }

  @Override
  public int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  @Override
  public void execute(Job job) {
    Worker worker = current();
    if (worker != null) {
      worker.fork(job);
    } else {
      inject(job);
    }
  }

  @Override
  public void react(Reaction reaction) {
    ready(reaction);
  }

  @Override
  public void resume(Job job) {
    ready(job);
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // what yield promises
  public void yield() {
    Worker worker = current();
    if (worker == null || !worker.isAlone()) {
      Thread.yield();
    }
  }

  @Override
  public void schedule(Timer timer) {
    Worker worker = current();
    (worker != null ? worker : ofCaller()).driver.schedule(timer);
  }

  @Override
  public void cancel(Timer timer) {
    Driver.cancel(timer);
  }

  @Override
  public Watch watch(SelectableChannel channel) throws IOException {
    Worker idlest = idlest();
    Worker own = current();
    if (own == null || own.driver.channels() - idlest.driver.channels() > CHANNELS_AHEAD_MAX) {
      return idlest.driver.watch(channel);
    }
    return own.driver.watch(channel);
  }

  @Override
  public EngineDescription describe() {
    return new EngineDescription("loop", workers.length, reason);
  }

  // ---- for workers and runners

  /** The worker of this engine below the calling thread, or null. */
  @Nullable Worker current() {
    return Loom.currentCarrier() instanceof Worker worker && worker.engine() == this
        ? worker
        : null;
  }

  /** Queues what has become ready: a runner, or a foreign virtual thread's continuation. */
  void ready(Object item) {
    Worker worker = current();
    if (worker != null) {
      worker.ready(item);
    } else {
      inject(item);
    }
  }

  void inject(Object item) {
    injected.add(item);
    monitor.stir(); // first: it makes good for a waker whose stack runs out
    wakeForSurplus();
  }

  @Nullable Object pollInjected() {
    return injected.poll();
  }

  boolean hasInjected() {
    return !injected.isEmpty();
  }

  boolean hasPeers() {
    return carriers.length > 1;
  }

  /** The workers and their spares. */
  Worker[] carriers() {
    return carriers;
  }

  /** Starts {@code spare}; if no thread can be had for it, it is no carrier either. */
  void add(Worker spare) {
    changing.lock();
    try {
      Worker[] before = carriers;
      Worker[] more = Arrays.copyOf(before, before.length + 1);
      more[before.length] = spare;
      carriers = more; // before the start: it may end at once
      startOr(spare, before);
    } finally {
      changing.unlock();
    }
  }

  /** Starts {@code spare}, or goes back to {@code before}, which needs no memory. */
  private void startOr(Worker spare, Worker[] before) {
    try {
      starter.accept(spare);
    } catch (Throwable error) {
      carriers = before;
      throw error;
    }
  }

  void remove(Worker spare) {
    changing.lock();
    try {
      carriers = Stream.of(carriers).filter(carrier -> carrier != spare).toArray(Worker[]::new);
    } finally {
      changing.unlock();
    }
  }

  void stirMonitor() {
    monitor.stir();
  }

  /** Whether there is anything that any worker may run. */
  boolean hasWorkForAny() {
    if (closing || !injected.isEmpty()) {
      return true;
    }
    for (Worker worker : carriers) {
      if (!worker.queue.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Wakes one worker for work that the caller has made visible before; none if one searches, which
   * will find it: it looks at everything once more after it has counted itself as idle.
   */
  void wakeForSurplus() {
    if (idle.get() > 0 && searching == 0) {
      wakeOne();
    }
  }

  private void wakeOne() {
    for (Worker worker : carriers) {
      if (worker.sleeper.wake()) {
        return;
      }
    }
  }

  /** Whether the caller may search: at most half of the workers do at a time. */
  boolean beginSearch() {
    int before = (int) SEARCHING.getAndAdd(this, 1);
    if (2 * before < carriers.length) {
      return true;
    }
    endSearch();
    return false;
  }

  void endSearch() {
    SEARCHING.getAndAdd(this, -1);
  }

  @Nullable Object stealFor(Worker thief) {
    for (Worker victim : carriers) {
      Object item = victim == thief ? null : thief.stealFrom(victim);
      if (item != null) {
        return item;
      }
    }
    return injected.poll();
  }

  private Worker idlest() {
    Worker idlest = workers[0];
    for (Worker worker : workers) {
      if (worker.driver.channels() < idlest.driver.channels()) {
        idlest = worker;
      }
    }
    return idlest;
  }

  /** Spreads the timers of foreign threads. */
  private Worker ofCaller() {
    return workers[(int) (Thread.currentThread().threadId() % workers.length)];
  }
}
