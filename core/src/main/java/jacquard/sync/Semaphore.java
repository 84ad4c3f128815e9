package jacquard.sync;

import jacquard.internal.engine.Limit;
import jacquard.task.Action;
import jacquard.task.Op;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of permits; who wants to do something that only so many may do at once takes one,
 * and gives it back.
 *
 * <pre>{@code
 * Semaphore connections = Semaphore.of(20);
 * String row = connections.withPermit(() -> query(id));
 * }</pre>
 *
 * <p><b>Guarantee.</b> Permits held and permits available always add up to the number given.
 * Permits belong to nobody: any task may give back what another took.
 *
 * <p><b>Limits.</b> To acquire more than there are in all, or to give back more than are held, is
 * an error and says so, where it would otherwise wait for ever or let too many in.
 *
 * <p><b>Fairness.</b> First come, first served, strictly: a task that wants many is not overtaken
 * by those that want few, which therefore may wait although there are permits for them.
 *
 * <p><b>Cost.</b> One atomic operation to acquire and one to release.
 */
public final class Semaphore {

  private final PermitPool pool;

  private Semaphore(int permits) {
    this.pool = new PermitPool(permits);
  }

  /**
   * A semaphore with all its permits available.
   *
   * @param permits how many there are, for good; 1 or more
   * @return a new semaphore
   * @throws IllegalArgumentException if {@code permits} is less than 1
   */
  public static Semaphore of(int permits) {
    if (permits < 1) {
      throw new IllegalArgumentException("a semaphore must have 1 permit or more, was " + permits);
    }
    return new Semaphore(permits);
  }

  /**
   * Gives this semaphore a name, for messages.
   *
   * @param name what to call it
   * @return this semaphore
   */
  public Semaphore named(String name) {
    pool.setName(name);
    return this;
  }

  // ---------------------------------------------------------------- with a body, or a resource

  /**
   * Runs {@code op} with one permit, and returns what it returns.
   *
   * <p><b>Blocking and cancellation.</b> As {@link #acquire()}; the permit goes back however the
   * body ends.
   *
   * @param <R> what the body returns
   * @param <X> what the body throws
   * @param op the body
   * @return what the body returned
   * @throws X if the body throws it
   * @throws InterruptedException as {@link #acquire()}
   */
  public <R extends @Nullable Object, X extends Exception> R withPermit(
      Op<? extends R, ? extends X> op) throws X, InterruptedException {
    acquire();
    try {
      return op.run();
    } finally {
      release();
    }
  }

  /**
   * Runs {@code action} with one permit.
   *
   * @param <X> what the body throws
   * @param action the body
   * @throws X if the body throws it
   * @throws InterruptedException as {@link #acquire()}
   */
  public <X extends Exception> void withPermit(Action<? extends X> action)
      throws X, InterruptedException {
    acquire();
    try {
      action.run();
    } finally {
      release();
    }
  }

  /**
   * Acquires one permit as a resource: {@code try (var permit = semaphore.permit()) { … }}.
   *
   * @return the permit, to be closed
   * @throws InterruptedException as {@link #acquire()}
   */
  public Permit permit() throws InterruptedException {
    return permits(1);
  }

  /**
   * Acquires {@code count} permits as one resource.
   *
   * @param count how many
   * @return the permits, to be closed
   * @throws IllegalArgumentException as {@link #acquire(int)}
   * @throws InterruptedException as {@link #acquire()}
   */
  public Permit permits(int count) throws InterruptedException {
    acquire(count);
    return new Permit(this, count);
  }

  // ---------------------------------------------------------------- by hand

  /**
   * Takes one permit; waits until there is one.
   *
   * <p><b>Blocking and cancellation.</b> Waits while there are too few permits, or others wait.
   * Throws if the task is cancelled, even if it would not have had to wait. An acquire that throws
   * has taken nothing.
   *
   * @throws InterruptedException if the task is cancelled or the thread interrupted
   * @memory what a task did before it released the permit happens-before what the caller does after
   */
  public void acquire() throws InterruptedException {
    acquire(1);
  }

  /**
   * Takes {@code count} permits at once; waits until there are as many.
   *
   * @param count how many
   * @throws IllegalArgumentException if {@code count} is less than 1, or more than there are in all
   * @throws InterruptedException as {@link #acquire()}
   */
  public void acquire(int count) throws InterruptedException {
    pool.acquire(count, Limit.NONE);
  }

  /**
   * As {@link #acquire(int)}, for at most {@code limit}; zero or less tries once, without waiting.
   *
   * @param count how many
   * @param limit how long to wait at most
   * @throws IllegalArgumentException as {@link #acquire(int)}
   * @throws TimeoutException if they could not be had in time; then none was taken
   * @throws InterruptedException as {@link #acquire()}
   */
  public void acquire(int count, Duration limit) throws TimeoutException, InterruptedException {
    if (!pool.acquire(count, Limit.nanos(limit))) {
      throw new TimeoutException(
          pool.label()
              + " had not the permits asked for ("
              + count
              + ") within "
              + Limit.text(limit));
    }
  }

  /**
   * Takes one permit if there is one and nobody waits. Never waits, and therefore never looks
   * whether the task is cancelled.
   *
   * @return whether it was taken
   */
  public boolean tryAcquire() {
    return tryAcquire(1);
  }

  /**
   * Takes {@code count} permits if there are as many and nobody waits. Never waits.
   *
   * @param count how many
   * @return whether they were taken
   * @throws IllegalArgumentException as {@link #acquire(int)}
   */
  public boolean tryAcquire(int count) {
    return pool.tryAcquire(count);
  }

  /**
   * Gives one permit back.
   *
   * @throws IllegalStateException if none is held
   */
  public void release() {
    release(1);
  }

  /**
   * Gives {@code count} permits back. Never waits.
   *
   * @param count how many
   * @throws IllegalArgumentException if {@code count} is less than 1
   * @throws IllegalStateException if fewer are held; then none is given back
   */
  public void release(int count) {
    pool.release(count);
  }

  /**
   * How many permits are available. Others may be at work: a number to show, not to decide by.
   *
   * @return 0 to {@link #permits}
   */
  public int available() {
    return pool.available();
  }

  /**
   * How many permits there are in all.
   *
   * @return 1 or more
   */
  public int permits() {
    return pool.permits();
  }

  @Override
  public String toString() {
    return pool.toString();
  }
}
