package jacquard.chan;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Wait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who is told when a {@link OneShot} is settled: one in a list, newest first. */
abstract class Listener {

  /**
   * Steps that one who gives up pays for, on average. With one the list may still grow long: it
   * survives to any length with a chance of one in that length.
   */
  private static final int FORGET_STEPS = 16;

  /** The one before; written before the push, and by whoever takes given-up ones out. */
  private volatile @Nullable Listener next;

  /** About how many are in the list from here on; racy, a hint for {@link #forget}. */
  private int length;

  /** Set once, by the listener's own side; a racy reader keeps it a little longer. */
  volatile boolean givenUp;

  abstract void tell();

  final @Nullable Listener next() {
    return next;
  }

  final void setNext(@Nullable Listener next) {
    this.next = next;
    this.length = next == null ? 1 : next.length + 1;
  }

  /** As {@code Completion.forget}: takes those that gave up out behind this one, now and then. */
  final void forget(Engine engine) {
    if (engine.random(length) < FORGET_STEPS) {
      length = sweep();
    }
  }

  private int sweep() {
    int kept = 0;
    Listener at = this;
    while (at != null) {
      Listener after = at.next;
      while (after != null && after.givenUp) {
        after = after.next;
      }
      at.next = after;
      at = after;
      kept++;
    }
    return kept;
  }

  /** Tells all in the list, oldest first. */
  final void tellAll() {
    if (next == null) {
      tell();
      return;
    }
    List<Listener> all = new ArrayList<>();
    for (Listener at = this; at != null; at = at.next) {
      all.add(at);
    }
    for (Listener told : all.reversed()) {
      told.tell();
    }
  }

  /** A task that waits. */
  static final class Waiting extends Listener {
    private final Wait wait;

    Waiting(Wait wait) {
      this.wait = wait;
    }

    @Override
    void tell() {
      wait.commit(Wait.DONE);
    }
  }
}
