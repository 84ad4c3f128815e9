package jacquard.internal.queue;

import jacquard.internal.engine.Engine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of what happens once: the end of a task, the value of a one-shot. One in a
 * list, newest first, whose head is the word that also says that it has happened.
 *
 * @param <L> all in the list
 */
/*
 * Those that give up stay in the list until somebody takes them out: at once if they are the newest,
 * by whoever owns the head; or else in forget(), now and then, so that each that gives up pays for a
 * few steps and the list stays within a few times its living. Several may do so at a time: none that
 * lives is ever passed over, and to tell one that gave up does no harm. None has a mark of its own for
 * that: the wait, or the task, knows, and a million may be in lists.
 *
 * Proved by: OneShotTest, CompletionTest.
 */
public abstract class OnceListener<L extends OnceListener<L>> {

  /**
   * Steps that one who gives up pays for, on average. With one the list may still grow long: it
   * survives to any length with a chance of one in that length.
   */
  private static final int FORGET_STEPS = 16;

  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(OnceListener.class, "next", OnceListener.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The one before; written before the push, and by whoever takes given-up ones out. */
  private volatile @Nullable L next;

  /** About how many are in the list from here on; racy, a hint for {@link #forget}. */
  private int length;

  /** For subclasses. */
  protected OnceListener() {}

  /** The one that came before. */
  public final @Nullable L next() {
    return next;
  }

  /** Puts this in front of {@code next}, before it is pushed. */
  public final void setNext(@Nullable L next) {
    setNextRelease(next);
    OnceListener<L> behind = next;
    this.length = behind == null ? 1 : behind.length + 1;
  }

  /**
   * Release: the CAS that pushes this follows, and is the fence; whoever comes by this came by that
   * CAS. A volatile write would be a second fence, 5 % of the time of the bench's W11 with
   * handlers. Proved by OneShotStress, which says why it has no weakened twin.
   */
  private void setNextRelease(@Nullable L next) {
    NEXT.setRelease(this, next);
  }

  /** Whether this need not be told any more; for good, once it is so. */
  public boolean hasGivenUp() {
    return false;
  }

  /** Takes those that gave up out of the list behind this one, now and then. */
  public final void forget(Engine engine) {
    if (engine.random(length) < FORGET_STEPS) {
      length = sweep();
    }
  }

  private int sweep() {
    int kept = 0;
    OnceListener<L> at = this;
    while (at != null) {
      L after = at.next;
      while (after != null && after.hasGivenUp()) {
        after = after.next();
      }
      at.next = after;
      at = after;
      kept++;
    }
    return kept;
  }

  /** All in the list that begins with {@code newest}, in the order in which they came. */
  public static <L extends OnceListener<L>> List<L> oldestFirst(L newest) {
    List<L> all = new ArrayList<>();
    for (L at = newest; at != null; at = at.next()) {
      all.add(at);
    }
    return all.reversed();
  }
}
