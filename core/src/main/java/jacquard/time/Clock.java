package jacquard.time;

import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.time.Duration;

/** Time as the engine below has it: real, or virtual in a simulation. */
public final class Clock {

  private Clock() {}

  /**
   * Waits for {@code duration}: never less; more by up to a millisecond and by what others use of
   * the processor.
   *
   * <p><b>Blocking and cancellation.</b> A task that is cancelled meanwhile wakes at once.
   *
   * @param duration how long; none or less returns at once
   * @throws InterruptedException if the task is cancelled or its thread interrupted
   */
  public static void sleep(Duration duration) throws InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    if (duration.isPositive()) {
      new Wait(strand).await(Deadline.after(duration).nanos());
    }
  }

  /**
   * Nanoseconds on a monotonic clock; only differences mean anything.
   *
   * @return the engine's clock
   */
  public static long nanoTime() {
    return Strand.current().engine().nanoTime();
  }
}
