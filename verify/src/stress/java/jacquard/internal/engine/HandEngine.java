package jacquard.internal.engine;

import java.nio.channels.SelectableChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An engine that runs nothing by itself: its jobs are run by the actor that takes them, so that a
 * test decides who races with whom. It has no timers and no channels.
 */
public final class HandEngine implements Engine {

  private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();

  /** An engine without jobs. */
  public HandEngine() {}

  /** Runs the next job on {@code strand}, the caller's; false if there is none. */
  public boolean runOne(ActorStrand strand) {
    Job job = jobs.poll();
    if (job == null) {
      return false;
    }
    job.run(strand);
    return true;
  }

  /** Waits for a job and runs it; an actor that gives one is sure to come. */
  @SuppressWarnings("ThreadPriorityCheck")
  public void awaitAndRunOne(ActorStrand strand) {
    while (!runOne(strand)) {
      Thread.onSpinWait();
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public int random(int bound) {
    return 0;
  }

  @Override
  public void execute(Job job) {
    jobs.add(job);
  }

  @Override
  public void yield() {
    Thread.yield();
  }

  @Override
  public void schedule(Timer timer) {
    throw new UnsupportedOperationException("no timers here");
  }

  @Override
  public void cancel(Timer timer) {
    throw new UnsupportedOperationException("no timers here");
  }

  @Override
  public Watch watch(SelectableChannel channel) {
    throw new UnsupportedOperationException("no channels here");
  }

  @Override
  public EngineDescription describe() {
    return new EngineDescription("hand", 0, "stress test");
  }
}
