package jacquard.sync;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.SpinLock;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.queue.WaiterQueue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lock of a mutex: fast while nobody waits, and nobody waits for long. */
/*
 * `state` is two bits:
 *
 *              ┌───────────── release: CAS ─────────────┐
 *              ▼                                         │
 *           0 free ──── acquire: CAS, anybody ────▶ 1 HELD
 *              ▲                                         │ acquireSlow: mark, under the spin lock
 *              │ releaseSlow: wake the first waiter      ▼
 *              └──────────────────────────────── 3 HELD | CONTENDED ──┐
 *                                                        ▲            │ releaseSlow: hand over to
 *                                                        └────────────┘ a first waiter that starves
 *
 * CONTENDED sends the holder through releaseSlow. A release normally frees the lock and wakes the
 * first waiter, which then tries like anybody else: meanwhile the holder, or another running task, may
 * take the lock again without any switch (barging). While a woken waiter is on its way (`waking`),
 * nobody else is woken, and CONTENDED stays off; the woken one takes the lock, or marks it and waits
 * at the front of the line again. A waiter whose first attempt was HANDOVER_NANOS ago is not sent to
 * try: the lock stays HELD and is its own. The idea is that of Go's sync.Mutex; here the waiter's age
 * decides at each release, there is no mode that the lock is in.
 *
 * I1  HELD is set by a CAS from a state without HELD, or handed over; cleared by the holder only.
 * I2  CONTENDED is set and cleared under the spin lock only, but for the holder's CAS from HELD to 0.
 * I3  If the line is not empty, then the lock is HELD | CONTENDED, or a releaser or a woken waiter is
 *     about to take the spin lock and see to it. So nobody waits for a free lock.
 * I4  A committed waiter never reports that it was cancelled: it has the lock, or tries again.
 *
 * Who may touch what: line and waking are guarded by the spin lock, which is this object. owner and
 * ownerDepth are written by the holder.
 *
 * Proved by: MutexTest, MutexLawsTest, SyncStress.
 */
final class HandoverLock extends SpinLock {

  /** How long a waiter may be overtaken. */
  static final long HANDOVER_NANOS = 1_000_000;

  private static final int FREE = 0;
  private static final int HELD = 1;
  private static final int CONTENDED = 2;

  private static final Object HANDED_OVER = "handed over";
  private static final Object TRY_AGAIN = "try again";

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(HandoverLock.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int state = FREE;

  /**
   * Who holds this lock: set after it was taken, cleared before it is given back. Plain: others
   * read it to compare it with themselves, and only they write themselves into it; or for a report.
   */
  private @Nullable Strand owner;

  /** Which of the tasks on the owner's stack holds this lock; as {@link #owner}. */
  private int ownerDepth;

  private final WaiterQueue<LockWaiter> line = new WaiterQueue<>();
  private boolean waking;
  private volatile @Nullable String name;

  void setName(String name) {
    this.name = Objects.requireNonNull(name);
  }

  String label() {
    String given = name;
    return given == null ? "the mutex" : "mutex '" + given + "'";
  }

  // ---------------------------------------------------------------- taking

  /** Takes this lock if it is free. The CAS alone: a read before it cost 3 of the 22 ns of W9. */
  boolean tryAcquire(Strand strand) {
    if (casState(FREE, HELD)) {
      own(strand);
      return true;
    }
    refuseOwner(strand);
    return false;
  }

  /** Takes this lock; false if the time was up first. */
  boolean acquire(Strand strand, long limitNanos) throws InterruptedException {
    strand.checkCancelled();
    return tryAcquire(strand) || (limitNanos != 0 && acquireSlow(strand, limitNanos));
  }

  private boolean acquireSlow(Strand strand, long limitNanos) throws InterruptedException {
    Engine engine = strand.engine();
    long deadlineNanos = Limit.deadline(engine, limitNanos);
    long sinceNanos = engine.nanoTime();
    boolean woken = false;
    while (true) {
      LockWaiter waiter = takeOrWait(strand, sinceNanos, woken);
      if (waiter == null) {
        own(strand);
        return true;
      }
      Object outcome = await(waiter, deadlineNanos);
      if (outcome == HANDED_OVER) {
        own(strand);
        return true;
      }
      if (outcome == Wait.TIMED_OUT) {
        return false;
      }
      woken = true;
    }
  }

  /** Takes the lock, and returns null; or leaves a waiter: at the front if this one was woken. */
  private @Nullable LockWaiter takeOrWait(Strand strand, long sinceNanos, boolean woken) {
    lock();
    try {
      if (woken) {
        waking = false;
      }
      if (takeOrMark()) {
        return null;
      }
      LockWaiter waiter = new LockWaiter(new Wait(strand), sinceNanos);
      if (woken) {
        line.addFirst(waiter);
      } else {
        line.add(waiter);
      }
      return waiter;
    } finally {
      unlock();
    }
  }

  /** Takes the lock if it is free; else has its holder come by here. Under the spin lock. */
  private boolean takeOrMark() {
    while (true) {
      int now = state;
      boolean free = (now & HELD) == 0;
      int next = free && line.isEmpty() ? HELD : HELD | CONTENDED;
      if (now == next || casState(now, next)) {
        return free;
      }
    }
  }

  private Object await(LockWaiter waiter, long deadlineNanos) throws InterruptedException {
    Object outcome = Wait.CANCELLED;
    try {
      outcome = waiter.wait.await(deadlineNanos);
      return outcome;
    } finally {
      if (outcome != HANDED_OVER && outcome != TRY_AGAIN) {
        withdraw(waiter);
      }
    }
  }

  private void withdraw(LockWaiter waiter) {
    lock();
    try {
      line.remove(waiter);
    } finally {
      unlock();
    }
  }

  private void own(Strand strand) {
    ownerDepth = strand.inlineDepth();
    owner = strand;
  }

  private void refuseOwner(Strand strand) {
    if (owner == strand && ownerDepth == strand.inlineDepth()) {
      throw new IllegalStateException(
          label()
              + " is held by this task already; a mutex is not re-entrant:"
              + " pass the data on to what needs it instead of locking again");
    }
  }

  // ---------------------------------------------------------------- giving back

  /** Gives this lock back; its holder only. */
  void release(Strand strand) {
    assert owner == strand;
    owner = null;
    if (!casState(HELD, FREE)) {
      releaseSlow(strand.engine());
    }
  }

  private void releaseSlow(Engine engine) {
    lock();
    try {
      assert state == (HELD | CONTENDED);
      boolean passedOn = false;
      while (!passedOn && !waking) {
        LockWaiter first = line.poll();
        if (first == null) {
          break;
        }
        if (engine.nanoTime() - first.sinceNanos >= HANDOVER_NANOS) {
          state = line.isEmpty() ? HELD : HELD | CONTENDED;
          passedOn = first.wait.commit(HANDED_OVER);
        } else {
          waking = first.wait.commit(TRY_AGAIN);
        }
      }
      if (!passedOn) {
        state = FREE;
      }
    } finally {
      unlock();
    }
  }

  private boolean casState(int expected, int next) {
    return STATE.compareAndSet(this, expected, next);
  }

  // ---------------------------------------------------------------- for reports

  /** The strand that holds this lock, or null; already out of date. */
  @Nullable Strand owner() {
    return owner;
  }

  /** The strands that wait for this lock, first come first; already out of date. */
  List<Strand> waiters() {
    List<Strand> strands = new ArrayList<>();
    lock();
    try {
      line.forEach(waiter -> strands.add(waiter.wait.strand()));
    } finally {
      unlock();
    }
    return strands;
  }

  @Override
  public String toString() {
    Strand holder = owner;
    return label()
        + (holder == null ? " (free, " : " (held by " + holder.thread().getName() + ", ")
        + line.size()
        + " wait)";
  }
}
