package jacquard.internal.standard;

import jacquard.internal.driver.Driver;
import jacquard.internal.driver.Sleeper;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.EngineDescription;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Survivor;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Watch;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The default engine: a virtual thread of the JDK's scheduler for each job, and one thread, {@code
 * jacquard-driver}, for all timers and channels. Needs no flag.
 */
public final class StandardEngine implements Engine {

  private static final System.Logger LOG = System.getLogger("jacquard");

  private final String reason;
  private final long startNanos = System.nanoTime();
  private final Driver driver = new Driver(this::nanoTime, 0);
  private volatile boolean closing;

  private StandardEngine(String reason) {
    this.reason = reason;
  }

  /** Starts an engine with a driver thread of its own. */
  public static StandardEngine start(String reason) {
    StandardEngine engine = new StandardEngine(reason);
    Thread.ofPlatform().daemon().name("jacquard-driver").start(engine::drive);
    return engine;
  }

  /** Ends the driver thread: an engine that was started for a test. */
  public void close() {
    closing = true;
    driver.wake();
  }

  private void drive() {
    Sleeper sleeper = new Sleeper(Thread.currentThread(), new AtomicInteger());
    boolean taken = driver.tryTake(sleeper);
    assert taken : "two threads drive";
    while (!closing) {
      turn(sleeper);
    }
    driver.release();
    driver.close();
  }

  /** Survives whatever a timer or a watch throws: all others need this thread. */
  private void turn(Sleeper sleeper) {
    try {
      driver.sleep(sleeper, () -> closing);
    } catch (Throwable e) { // a task boundary
      Survivor.log(LOG, "jacquard-driver", e);
    }
  }

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
    Thread.ofVirtual().inheritInheritableThreadLocals(false).start(() -> run(job));
  }

  private void run(Job job) {
    Strand strand = new Strand(this, Thread.currentThread(), true);
    strand.bind();
    job.run(strand);
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // what yield promises
  public void yield() {
    Thread.yield();
  }

  @Override
  public void schedule(Timer timer) {
    driver.schedule(timer);
  }

  @Override
  public void cancel(Timer timer) {
    Driver.cancel(timer);
  }

  @Override
  public Watch watch(SelectableChannel channel) throws IOException {
    return driver.watch(channel);
  }

  @Override
  public EngineDescription describe() {
    int workers = Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors());
    return new EngineDescription("default", workers, reason);
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
