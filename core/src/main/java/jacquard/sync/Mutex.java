package jacquard.sync;

import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import jacquard.task.Fn;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Data that one task at a time may use. There is no way to it but through the lock.
 *
 * <pre>{@code
 * Mutex<Map<String, Integer>> hits = Mutex.of(new HashMap<>());
 * hits.with(map -> map.merge(page, 1, Integer::sum));
 * }</pre>
 *
 * <p><b>Guarantee.</b> At most one body runs at a time; a body that throws gives the lock back like
 * one that returns. The lock belongs to the task, not to the thread: a task that runs on the stack
 * of one that waits for it does not hold what that one holds.
 *
 * <p><b>Limits.</b> What the data refers to must not leave the body. Not re-entrant: a body that
 * locks its own mutex again gets an {@link IllegalStateException}. Two mutexes taken in different
 * orders by two tasks are a deadlock, as ever.
 *
 * <p><b>Fairness.</b> Those who wait stand in a line. A task that comes while the lock is free
 * takes it, line or not; this is what makes short bodies fast. One that has waited for a
 * millisecond gets the lock handed over when it is next given back, before anybody else.
 *
 * <p><b>Cost.</b> One atomic operation to lock and one to unlock, if nobody waits. A body may wait
 * for anything, but then all others wait too.
 *
 * @param <T> the data
 */
public final class Mutex<T extends @Nullable Object> {

  private final HandoverLock lock = new HandoverLock();
  private final T data;

  private Mutex(T data) {
    this.data = data;
  }

  /**
   * A mutex for {@code data}, which nobody else should refer to from now on.
   *
   * @param <T> the data
   * @param data what to guard
   * @return a new mutex, not locked
   */
  public static <T extends @Nullable Object> Mutex<T> of(T data) {
    return new Mutex<>(data);
  }

  /**
   * Gives this mutex a name, for messages.
   *
   * @param name what to call it
   * @return this mutex
   */
  public Mutex<T> named(String name) {
    lock.setName(name);
    return this;
  }

  /**
   * Runs {@code body} with the data, and returns what it returns.
   *
   * <p><b>Blocking and cancellation.</b> Waits until no other task uses the data. Throws if the
   * task is cancelled, even if it would not have had to wait; then the body has not run.
   *
   * @param <R> what the body returns
   * @param <X> what the body throws
   * @param body gets the data
   * @return what the body returned
   * @throws X if the body throws it
   * @throws IllegalStateException if the calling task holds this mutex
   * @throws InterruptedException if the task is cancelled or the thread interrupted
   * @memory all that bodies did that ran earlier happens-before what this one does
   */
  public <R extends @Nullable Object, X extends Exception> R with(
      Fn<? super T, ? extends R, ? extends X> body) throws X, InterruptedException {
    Objects.requireNonNull(body);
    Strand strand = Strand.current();
    lock.acquire(strand, Limit.NONE);
    try {
      return body.apply(data);
    } finally {
      lock.release(strand);
    }
  }

  /**
   * As {@link #with(Fn)}, waiting for the lock for at most {@code limit}; zero or less tries once.
   * How long the body takes is not limited by this.
   *
   * @param <R> what the body returns
   * @param <X> what the body throws
   * @param limit how long to wait for the lock at most
   * @param body gets the data
   * @return what the body returned
   * @throws X if the body throws it
   * @throws TimeoutException if the lock could not be had in time; then the body has not run
   * @throws IllegalStateException if the calling task holds this mutex
   * @throws InterruptedException as {@link #with(Fn)}
   */
  public <R extends @Nullable Object, X extends Exception> R with(
      Duration limit, Fn<? super T, ? extends R, ? extends X> body)
      throws X, TimeoutException, InterruptedException {
    Objects.requireNonNull(body);
    Strand strand = Strand.current();
    acquire(strand, limit);
    try {
      return body.apply(data);
    } finally {
      lock.release(strand);
    }
  }

  /**
   * Runs {@code body} with the data if that can be done at once. Never waits for the lock.
   *
   * @param <R> what the body returns
   * @param <X> what the body throws
   * @param body gets the data; returns no null
   * @return what the body returned; empty if another task uses the data, and the body has not run
   * @throws X if the body throws it
   * @throws IllegalStateException if the calling task holds this mutex
   * @throws InterruptedException if the body throws it
   */
  public <R, X extends Exception> Optional<R> tryWith(Fn<? super T, ? extends R, ? extends X> body)
      throws X, InterruptedException {
    Objects.requireNonNull(body);
    Strand strand = Strand.current();
    if (!lock.tryAcquire(strand)) {
      return Optional.empty();
    }
    try {
      return Optional.of(body.apply(data));
    } finally {
      lock.release(strand);
    }
  }

  /**
   * As {@link #with(Fn)}, for a body that returns nothing.
   *
   * @param <X> what the body throws
   * @param body gets the data
   * @throws X if the body throws it
   * @throws IllegalStateException if the calling task holds this mutex
   * @throws InterruptedException as {@link #with(Fn)}
   */
  public <X extends Exception> void update(Use<? super T, ? extends X> body)
      throws X, InterruptedException {
    Objects.requireNonNull(body);
    Strand strand = Strand.current();
    lock.acquire(strand, Limit.NONE);
    try {
      body.use(data);
    } finally {
      lock.release(strand);
    }
  }

  /**
   * As {@link #with(Duration, Fn)}, for a body that returns nothing.
   *
   * @param <X> what the body throws
   * @param limit how long to wait for the lock at most
   * @param body gets the data
   * @throws X if the body throws it
   * @throws TimeoutException as {@link #with(Duration, Fn)}
   * @throws IllegalStateException if the calling task holds this mutex
   * @throws InterruptedException as {@link #with(Fn)}
   */
  public <X extends Exception> void update(Duration limit, Use<? super T, ? extends X> body)
      throws X, TimeoutException, InterruptedException {
    Objects.requireNonNull(body);
    Strand strand = Strand.current();
    acquire(strand, limit);
    try {
      body.use(data);
    } finally {
      lock.release(strand);
    }
  }

  /**
   * As {@link #tryWith}, for a body that returns nothing.
   *
   * @param <X> what the body throws
   * @param body gets the data
   * @return whether the body ran
   * @throws X if the body throws it
   * @throws IllegalStateException if the calling task holds this mutex
   * @throws InterruptedException if the body throws it
   */
  public <X extends Exception> boolean tryUpdate(Use<? super T, ? extends X> body)
      throws X, InterruptedException {
    Objects.requireNonNull(body);
    Strand strand = Strand.current();
    if (!lock.tryAcquire(strand)) {
      return false;
    }
    try {
      body.use(data);
      return true;
    } finally {
      lock.release(strand);
    }
  }

  private void acquire(Strand strand, Duration limit)
      throws TimeoutException, InterruptedException {
    if (!lock.acquire(strand, Limit.nanos(limit))) {
      throw new TimeoutException(lock.label() + " could not be locked within " + Limit.text(limit));
    }
  }

  /** Who holds this, and who waits for it. */
  HandoverLock lock() {
    return lock;
  }

  @Override
  public String toString() {
    return lock.toString();
  }
}
