package jacquard.internal.engine;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * The seam: everything that Jacquard takes from the machine. Clock, scheduling, timers, chance and
 * readiness of I/O are reached through this interface and nowhere else, so that the same tasks,
 * channels and servers run on the loop engine, on the default engine and in simulation.
 *
 * <p>Parking is not listed here: a {@link Wait} parks its {@link Strand}, and who runs next is
 * decided by the engine that the strand's thread was scheduled on.
 */
public interface Engine {

  /** Nanoseconds on this engine's monotonic clock; only differences mean anything. */
  long nanoTime();

  /** Milliseconds since 1970 on the wall clock, for what is shown to people and peers. */
  default long epochMillis() {
    return System.currentTimeMillis();
  }

  /** A number from 0 to {@code bound - 1}; a simulated engine draws it from its seed. */
  int random(int bound);

  /**
   * Queues a job to run on a strand of this engine, apart from the caller. Never blocks; callable
   * from any thread.
   */
  void execute(Job job);

  /**
   * Queues a reaction to run apart from the caller, without a stack of its own where the engine can
   * do that. Never blocks; callable from any thread.
   */
  default void react(Reaction reaction) {
    execute(reaction);
  }

  /**
   * Queues a job that has waited for this moment: as a strand that was woken, and not as work that
   * the caller has started. Never blocks; callable from any thread.
   */
  default void resume(Job job) {
    execute(job);
  }

  /** Lets other ready work run before the calling strand goes on. */
  @SuppressWarnings(
      "NamedLikeContextualKeyword") // The word of the field; always called on an engine.
  void yield();

  /**
   * Starts a timer: {@link Timer#fire} is called once, not before {@link Timer#deadlineNanos}, on a
   * thread of the engine.
   */
  void schedule(Timer timer);

  /**
   * Stops a timer that need not fire any more. It may be firing at this moment: a timer's action is
   * therefore one that loses a race harmlessly, as {@link Wait#commit} does.
   */
  void cancel(Timer timer);

  /**
   * Registers a non-blocking channel and returns the watch that waits for its readiness.
   *
   * @throws IOException if the channel is closed or the operating system refuses
   */
  Watch watch(SelectableChannel channel) throws IOException;

  /** Which engine this is, and why it was chosen. */
  EngineDescription describe();
}
