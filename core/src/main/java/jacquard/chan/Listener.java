package jacquard.chan;

import jacquard.internal.engine.Wait;
import org.jspecify.annotations.Nullable;

/** Somebody who is told when a {@link OneShot} is settled: one in a list, newest first. */
abstract class Listener {

  /** The one before; written before the push. */
  @Nullable Listener next;

  /** Set once, by the listener's own side; a racy reader keeps it a little longer. */
  volatile boolean givenUp;

  abstract void tell();

  /** Tells all in the list, oldest first. */
  final void tellAll() {
    Listener at = reversed();
    while (at != null) {
      Listener after = at.next; // first: what is told may let go of the list
      at.next = null;
      at.tell();
      at = after;
    }
  }

  private Listener reversed() {
    Listener oldest = this;
    Listener rest = next;
    next = null;
    while (rest != null) {
      Listener older = rest.next;
      rest.next = oldest;
      oldest = rest;
      rest = older;
    }
    return oldest;
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
