package jacquard.internal.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import jacquard.internal.engine.Job;
import jacquard.internal.engine.Strand;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Races for one {@link RunQueue}: its owner against a thief. */
public final class RunQueueStress {

  private RunQueueStress() {}

  /** An item that counts how often it left the queue; live or dead. Written by one actor each. */
  private static final class Item implements Job {
    private final boolean fresh;
    volatile int byOwner;
    volatile int byThief;

    Item(boolean fresh) {
      this.fresh = fresh;
    }

    @Override
    public boolean isFresh() {
      return fresh;
    }

    @Override
    public void run(Strand strand) {
      throw new UnsupportedOperationException("only queued here");
    }

    int left() {
      return byOwner + byThief;
    }
  }

  private static void owned(Object item) {
    if (item instanceof Item known) {
      known.byOwner++;
    }
  }

  private static void stolen(Object item) {
    if (item instanceof Item known) {
      known.byThief++;
    }
  }

  private static void popAll(RunQueue queue) {
    for (Object item = queue.pop(); item != null; item = queue.pop()) {
      owned(item);
    }
  }

  /** The owner takes what a thief takes: one of them gets it. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each item left once")
  @Outcome(expect = FORBIDDEN, desc = "an item left twice, or never (I1)")
  @State
  public static class PopAgainstSteal {
    private final RunQueue queue = new RunQueue();
    private final Item first = new Item(true);
    private final Item second = new Item(true);

    {
      queue.push(first);
      queue.push(second);
    }

    @Actor
    public void owner() {
      owned(queue.pop());
      owned(queue.pop());
    }

    @Actor
    public void thief() {
      stolen(queue.steal());
    }

    @Arbiter
    public void read(II_Result r) {
      popAll(queue);
      r.r1 = first.left();
      r.r2 = second.left();
    }
  }

  /** The owner adds, beyond the ring's first length, while a thief takes. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "each item left once")
  @Outcome(expect = FORBIDDEN, desc = "items left twice, or never (I2)")
  @State
  public static class GrowAgainstSteal {
    private static final int ITEMS = 260;
    private final RunQueue queue = new RunQueue();
    private final Item[] items = new Item[ITEMS];

    {
      for (int i = 0; i < ITEMS; i++) {
        items[i] = new Item(true);
        if (i < ITEMS - 6) {
          queue.push(items[i]);
        }
      }
    }

    @Actor
    public void owner() {
      for (int i = ITEMS - 6; i < ITEMS; i++) {
        queue.push(items[i]);
      }
    }

    @Actor
    public void thief() {
      for (int i = 0; i < 4; i++) {
        stolen(queue.steal());
      }
    }

    @Arbiter
    public void read(I_Result r) {
      popAll(queue);
      for (Item item : items) {
        r.r1 += item.left() == 1 ? 0 : 1;
      }
    }
  }

  /** The owner drops a dead item at the end while a thief takes from the front. */
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "dropped by the owner")
  @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "taken by the thief, who finds it dead")
  @Outcome(expect = FORBIDDEN, desc = "the live one is lost or doubled, or something is left (I1)")
  @State
  public static class TrimAgainstSteal {
    private final RunQueue queue = new RunQueue();
    private final Item live = new Item(true);
    private final Item dead = new Item(false);

    {
      queue.push(live);
      queue.push(dead);
    }

    @Actor
    public void owner() {
      queue.trim();
    }

    @Actor
    public void thief() {
      stolen(queue.steal());
      stolen(queue.steal());
    }

    @Arbiter
    public void read(III_Result r) {
      popAll(queue);
      r.r1 = live.left();
      r.r2 = dead.left();
      r.r3 = queue.size();
    }
  }

  /** The slot: its owner takes or displaces what a thief takes. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each item left once")
  @Outcome(expect = FORBIDDEN, desc = "an item left twice, or never")
  @State
  public static class SlotAgainstSteal {
    private final RunQueue queue = new RunQueue();
    private final Item first = new Item(true);
    private final Item second = new Item(true);

    {
      queue.swapSlot(first);
    }

    @Actor
    public void owner() {
      owned(queue.swapSlot(second));
      owned(queue.takeSlot());
    }

    @Actor
    public void thief() {
      if (queue.stealSlot(first)) {
        stolen(first);
      }
      if (queue.stealSlot(second)) {
        stolen(second);
      }
    }

    @Arbiter
    public void read(II_Result r) {
      owned(queue.takeSlot());
      r.r1 = first.left();
      r.r2 = second.left();
    }
  }

  /**
   * How the owner takes at the bottom, with a release store where the queue has a volatile one: the
   * thief's look at bottom and the owner's look at top miss each other, and both have the item.
   */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "one of them had it")
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "both gave way")
  @Outcome(
      id = "2",
      expect = ACCEPTABLE_INTERESTING,
      desc = "both had it: the volatile store is needed")
  @State
  public static class TrimAgainstStealWeakened {
    private static final VarHandle BOTTOM = handle("bottom");
    private static final VarHandle TOP = handle("top");
    private int bottom = 2;
    private int top;
    private volatile int owned;
    private volatile int stolen;

    private static VarHandle handle(String field) {
      try {
        return MethodHandles.lookup()
            .findVarHandle(TrimAgainstStealWeakened.class, field, int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    @Actor
    public void owner() {
      BOTTOM.setRelease(this, 1);
      if ((int) TOP.getAcquire(this) < 1) {
        owned = 1; // takes item 1 without a CAS: it believes that no thief can get there
      }
    }

    @Actor
    public void thief() {
      TOP.setRelease(this, 1); // item 0 is taken
      if (1 < (int) BOTTOM.getAcquire(this)) {
        stolen = 1;
      }
    }

    @Arbiter
    public void read(I_Result r) {
      r.r1 = owned + stolen;
    }
  }
}
