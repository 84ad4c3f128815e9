package jacquard.internal.loop;

import jacquard.internal.engine.Job;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one worker has to run: runners that are ready, jobs that are fresh, continuations of foreign
 * virtual threads. A slot for the item that was woken last, and a queue.
 */
/*
 * The queue is a growable ring with two ever-growing indices, a Chase-Lev deque (SPAA 2005) turned
 * into a queue: the owner pushes at the bottom; the owner and thieves take at the top.
 *
 *        top ──────────────▶ bottom          items: [top, bottom)
 *    take: CAS top+1          push: owner only
 *
 * Differences from the paper: nobody takes at the bottom, so that work runs in the order in which it
 * came; but the owner drops dead items there (trim), as the paper's owner takes, all that are in a row
 * at once. An item is dead if it is a job that a joiner has run already: without trim, a task that forks
 * and joins in a loop would leave its finished children in the ring for the collector to keep. Dead
 * items at the top are in nobody's way, and go DEAD_FIRST joins at a time.
 *
 * Who may touch what: bottom, ring are written by the owner. top is moved by CAS. An element is
 * written by the owner before bottom moves past it, and cleared by whoever took it.
 *
 * I1  top <= bottom; each item leaves once: every removal is a CAS of top, but trim's at the bottom,
 *     which is safe while top < bottom after bottom was lowered (both volatile: a thief that saw the
 *     old bottom has read top before, and a smaller one). Several dead items may leave by one CAS.
 * I2  A thief that reads an element and then moves top from its index has read the right element: the
 *     ring's place is written again only after top has moved on, and an old ring never is.
 * I3  A push is visible to whoever goes to sleep after it: the pusher writes bottom (volatile), then
 *     reads the number of idle workers; the sleeper counts itself, then reads bottom.
 *
 * Proved by: RunQueueTest, RunQueueStress.
 */
final class RunQueue {

  private static final int CAPACITY_INITIAL = 256;

  /** A thief takes half of what there is, at most so many. */
  private static final int LOOT_MAX = 128;

  /** So many joins leave their dead jobs at the top before the owner drops them, with one CAS. */
  static final int DEAD_FIRST = 16;

  /**
   * What is taken for the oldest item of an empty queue: no job. So the question whether it is one
   * is answered by no, too, long before the first runner stands there: see Wait on code behind a
   * wait. Proved by {@code verify/run storms}.
   */
  private static final Object NOTHING = new Object();

  private static final VarHandle TOP;
  private static final VarHandle BOTTOM;
  private static final VarHandle SLOT;
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Object[].class);

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TOP = lookup.findVarHandle(RunQueue.class, "top", long.class);
      BOTTOM = lookup.findVarHandle(RunQueue.class, "bottom", long.class);
      SLOT = lookup.findVarHandle(RunQueue.class, "slot", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Object[] ring = new @Nullable Object[CAPACITY_INITIAL];
  private volatile long top;
  private volatile long bottom;

  /** What the owner knows of top, which only grows: reading it takes the line from thieves. */
  private long topSeen;

  /** Joins since the owner dropped dead items at the top. */
  private int joined;

  /** Put by the owner; taken by anybody with a CAS. */
  private volatile @Nullable Object slot;

  /** Adds {@code item} at the end; owner only. */
  void push(Object item) {
    long at = bottomOwn();
    @Nullable Object[] items = ring;
    if (at - topSeen >= items.length) {
      topSeen = top;
      if (at - topSeen >= items.length) {
        items = grow(items, at);
      }
    }
    setElementOpaque(items, at, item);
    bottom = at + 1;
  }

  /** Apart from {@link #push}: happens a few times in the life of a queue. */
  private @Nullable Object[] grow(@Nullable Object[] items, long end) {
    @Nullable Object[] larger = new @Nullable Object[items.length * 2];
    for (long i = top; i < end; i++) {
      larger[(int) i & (larger.length - 1)] = elementOpaque(items, i);
    }
    ring = larger;
    return larger;
  }

  /** Takes the oldest item, or null; owner only. */
  @Nullable Object pop() {
    while (true) {
      long at = top;
      if (at >= bottomOwn()) {
        return null;
      }
      @Nullable Object[] items = ring;
      Object item = elementOpaque(items, at);
      if (casTop(at, at + 1)) {
        setElementOpaque(items, at, null);
        return item;
      }
    }
  }

  /**
   * Takes the oldest item if it is a job, and nothing was woken that has to run first; owner only.
   */
  @Nullable Job popFresh() {
    while (slot == null) {
      long at = top;
      @Nullable Object[] items = ring;
      Object oldest = at < bottomOwn() ? elementOpaque(items, at) : NOTHING;
      if (!(oldest instanceof Job job)) {
        return null;
      }
      if (casTop(at, at + 1)) {
        setElementOpaque(items, at, null);
        return job;
      }
    }
    return null;
  }

  /** Takes the oldest item, or null; any thread. Gives up when another is faster. */
  @Nullable Object steal() {
    long at = top;
    if (at >= bottom) {
      return null;
    }
    @Nullable Object[] items = ring;
    Object item = elementOpaque(items, at);
    if (!casTop(at, at + 1)) {
      return null;
    }
    // By CAS: the owner may have put the next item here already. Not the same one: it is in our
    // hands.
    ELEMENT.compareAndSet(items, (int) at & (items.length - 1), item, null);
    return item;
  }

  /** Moves half of this queue to {@code thief}'s, and takes one item more; called by its owner. */
  @Nullable Object stealHalf(RunQueue thief) {
    Object first = steal();
    if (first == null) {
      return null;
    }
    for (int left = Math.min(LOOT_MAX, size() / 2); left > 0; left--) {
      Object item = steal();
      if (item == null) {
        break;
      }
      thief.push(item);
    }
    return first;
  }

  /** Drops dead jobs at both ends; owner only, after a job was run by its joiner. */
  void trim() {
    long end = bottomOwn();
    long first = end;
    while (first > topSeen && isDead(elementOpaque(ring, first - 1))) {
      first--;
    }
    if (first < end) {
      dropLast(first, end);
    }
    if (++joined >= DEAD_FIRST) {
      joined = 0;
      dropDeadFirst();
    }
  }

  /** Takes the items from {@code first} to {@code end} as the owner of a Chase-Lev deque does. */
  private void dropLast(long first, long end) {
    bottom = first;
    long at = top; // after bottom: I1
    topSeen = at;
    boolean mine = at < first;
    if (!mine) {
      try {
        mine = at == first && casTop(first, end); // a thief may be at the first: its, or ours
      } finally { // also when the stack runs out; thieves that are among them take the rest, too
        bottom = end;
      }
    }
    if (mine) {
      clear(first, end);
    }
  }

  /** Takes the dead items at the top, if a thief takes none meanwhile. */
  private void dropDeadFirst() {
    long first = top;
    long end = bottomOwn();
    long at = first;
    while (at < end && isDead(elementOpaque(ring, at))) {
      at++;
    }
    if (at > first && casTop(first, at)) {
      clear(first, at);
      topSeen = at;
    }
  }

  private void clear(long first, long end) {
    @Nullable Object[] items = ring;
    for (long i = first; i < end; i++) {
      setElementOpaque(items, i, null);
    }
  }

  private static boolean isDead(@Nullable Object item) {
    return item instanceof Job job && !job.isFresh();
  }

  /** Whether the queue, the slot apart, holds nothing; any thread. */
  boolean isEmpty() {
    return top >= bottom;
  }

  int size() {
    return (int) Math.max(0, bottom - top);
  }

  /** What was woken last, or null; any thread. */
  @Nullable Object peekSlot() {
    return slot;
  }

  /** Puts {@code item} into the slot and returns what it displaces; owner only. */
  @Nullable Object swapSlot(Object item) {
    return SLOT.getAndSet(this, item);
  }

  /** Takes what is in the slot, or null; owner only. */
  @Nullable Object takeSlot() {
    Object item = slot;
    return item != null && casSlot(item, null) ? item : null;
  }

  /** Takes {@code item} if it is in the slot; any thread. */
  boolean stealSlot(Object item) {
    return casSlot(item, null);
  }

  /** By the owner, which wrote it last: needs no order. */
  private long bottomOwn() {
    return (long) BOTTOM.getOpaque(this);
  }

  private boolean casTop(long from, long to) {
    return TOP.compareAndSet(this, from, to);
  }

  private boolean casSlot(Object from, @Nullable Object to) {
    return SLOT.compareAndSet(this, from, to);
  }

  /** Ordered by the volatile read of bottom before it, and by the CAS of top after it. */
  private static @Nullable Object elementOpaque(@Nullable Object[] items, long index) {
    return ELEMENT.getOpaque(items, (int) index & (items.length - 1));
  }

  /** Published by the volatile write of bottom that follows. */
  private static void setElementOpaque(
      @Nullable Object[] items, long index, @Nullable Object item) {
    ELEMENT.setOpaque(items, (int) index & (items.length - 1), item);
  }
}
