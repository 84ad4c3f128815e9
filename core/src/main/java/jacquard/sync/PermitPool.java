package jacquard.sync;

import jacquard.internal.engine.Limit;
import jacquard.internal.engine.SpinLock;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.queue.WaiterQueue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The permits of a semaphore, and the line for them. */
/*
 * A number and a line under a spin lock. Permits are taken off for a waiter by whoever makes them
 * available, before it wakes: nobody can come in between.
 *
 * I1  The first waiter whose wait can be committed wants more than is available.
 * I2  A waiter that leaves the line unserved has those behind it looked at again.
 *
 * Who may touch what: available and line are guarded by the lock, which is this object.
 *
 * Proved by: SemaphoreTest, SemaphoreLawsTest, SyncStress.
 */
final class PermitPool extends SpinLock {

  private final int permits;
  private int available;
  private final WaiterQueue<SemaphoreWaiter> line = new WaiterQueue<>();
  private volatile @Nullable String name;

  PermitPool(int permits) {
    this.permits = permits;
    this.available = permits;
  }

  void setName(String name) {
    this.name = Objects.requireNonNull(name);
  }

  String label() {
    String given = name;
    return given == null ? "the semaphore" : "semaphore '" + given + "'";
  }

  int permits() {
    return permits;
  }

  int available() {
    lock();
    try {
      return available;
    } finally {
      unlock();
    }
  }

  boolean tryAcquire(int count) {
    checkCount(count);
    lock();
    try {
      return take(count);
    } finally {
      unlock();
    }
  }

  /** Takes {@code count} permits; false if the time was up first. */
  boolean acquire(int count, long limitNanos) throws InterruptedException {
    checkCount(count);
    Strand strand = Strand.current();
    strand.checkCancelled();
    SemaphoreWaiter waiter;
    lock();
    try {
      if (take(count)) {
        return true;
      }
      if (limitNanos == 0) {
        return false;
      }
      waiter = new SemaphoreWaiter(new Wait(strand), count);
      line.add(waiter);
    } finally {
      unlock();
    }
    return await(waiter, Limit.deadline(strand.engine(), limitNanos));
  }

  private boolean await(SemaphoreWaiter waiter, long deadlineNanos) throws InterruptedException {
    boolean served = false;
    try {
      served = waiter.wait.await(deadlineNanos) == Wait.DONE;
      return served;
    } finally {
      if (!served) {
        withdraw(waiter);
      }
    }
  }

  private void withdraw(SemaphoreWaiter waiter) {
    lock();
    try {
      line.remove(waiter);
      serve();
    } finally {
      unlock();
    }
  }

  void release(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("permits to release must be 1 or more, was " + count);
    }
    lock();
    try {
      if (count > permits - available) {
        throw new IllegalStateException(
            label() + ": " + count + " released, but only " + (permits - available) + " held");
      }
      available += count;
      serve();
    } finally {
      unlock();
    }
  }

  private boolean take(int count) {
    if (!line.isEmpty() || count > available) {
      return false;
    }
    available -= count;
    return true;
  }

  /** Gives what is available to the first waiters, as far as it goes. Under the lock. */
  private void serve() {
    SemaphoreWaiter first = line.first();
    while (first != null && first.wanted <= available) {
      line.remove(first);
      if (first.wait.commit(Wait.DONE)) {
        available -= first.wanted;
      }
      first = line.first();
    }
  }

  private void checkCount(int count) {
    if (count < 1 || count > permits) {
      throw new IllegalArgumentException(
          "permits to acquire must be 1 to " + permits + " (all there are), was " + count);
    }
  }

  @Override
  public String toString() {
    lock();
    try {
      return label()
          + " ("
          + available
          + " of "
          + permits
          + " available, "
          + line.size()
          + " wait)";
    } finally {
      unlock();
    }
  }
}
