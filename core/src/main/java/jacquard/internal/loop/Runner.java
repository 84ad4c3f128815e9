package jacquard.internal.loop;

import jacquard.internal.engine.Job;
import jacquard.internal.engine.Loom;
import jacquard.internal.engine.Strand;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pooled virtual thread that runs jobs, one after the other. A job that never waits costs a call;
 * one that waits keeps this runner, and its worker goes on with another.
 *
 * <p>The runner is the scheduler of its own virtual thread: so the engine queues runners, which
 * know whose strand they are, and not the JDK's nameless continuations. Virtual threads that a job
 * starts by itself inherit that scheduler; their continuations are queued as they are.
 */
/*
 *           ┌───────────────── gives itself to the worker's idle list ◀──────────────────┐
 *           ▼                                                                            │
 *        IDLE: parked ──worker: next = job, unpark──▶ RUNNING: next, then fresh jobs of the worker
 *
 * Between two jobs the interrupt flag, the thread-locals, the region, the wait and the context are
 * reset. What a late unpark of the last job does is harmless: a runner that finds no job parks again.
 */
final class Runner extends Strand implements Executor {

  private final LoopEngine engine;

  /** What runs this runner's virtual thread; the first thing the JDK gives us to execute. */
  private @Nullable Runnable continuation;

  /** Given by a worker to an idle runner; volatile: it may be on its way on another worker. */
  private volatile @Nullable Job next;

  private volatile boolean ended;

  Runner(LoopEngine engine) {
    super(engine);
    this.engine = engine;
    attach(Loom.newVirtualThread(this, null, this::live));
  }

  /** Hands {@code job} to this runner, new or idle, and makes it ready; the worker that owns it. */
  void begin(Job job) {
    next = job;
    if (continuation == null) {
      thread().start();
    } else {
      LockSupport.unpark(thread());
    }
  }

  /** Ends this idle runner's virtual thread. */
  void end() {
    ended = true;
    LockSupport.unpark(thread());
  }

  /** Runs this runner's virtual thread on the calling carrier until it waits or ends. */
  void mount() {
    Objects.requireNonNull(continuation).run();
  }

  @Override
  public void execute(Runnable ready) {
    if (continuation == null) {
      continuation = ready;
    }
    engine.ready(ready == continuation ? this : ready);
  }

  /**
   * As every strand does it, and with thread-locals of its own. A task that forks and joins for
   * long would keep its worker from timers and channels: it steps back here when the monitor says
   * so.
   */
  @Override
  public void runInline(Job job) {
    if (Worker.current().isHurried()) {
      engine.yield();
    }
    Object locals = Loom.takeThreadLocals(thread());
    try {
      super.runInline(job);
    } finally {
      Loom.restoreThreadLocals(thread(), locals);
      Worker.current().queue.trim();
    }
  }

  private void live() {
    runGiven();
    goOn();
  }

  /** What follows the first job; apart from it: see Wait on code behind a wait. */
  private void goOn() {
    runFresh();
    boolean more = takeTurn();
    while (more) {
      more = takeTurn();
    }
  }

  /**
   * Rests, then runs what it was woken for; false at the end. Apart from the loop, which the JVM
   * compiles at its back edge after half a minute, with all that was not compiled before (18 ms).
   */
  private boolean takeTurn() {
    if (!Worker.current().keep(this) || !awaitNext()) {
      return false;
    }
    runGiven();
    runFresh();
    return true;
  }

  private void runGiven() {
    Job job = next;
    if (job != null) {
      next = null;
      run(job);
    }
  }

  /**
   * Runs fresh jobs as long as the worker below, which changes when a job waits, has some to give.
   */
  private void runFresh() {
    Job job = Worker.current().takeFresh();
    while (job != null) {
      run(job);
      job = Worker.current().takeFresh();
    }
  }

  private void run(Job job) {
    job.run(this);
    afterJob();
  }

  private void afterJob() {
    Thread.interrupted();
    Loom.takeThreadLocals(thread());
    reset();
  }

  private boolean awaitNext() {
    while (next == null && !ended) {
      LockSupport.park(this);
    }
    return !ended;
  }
}
