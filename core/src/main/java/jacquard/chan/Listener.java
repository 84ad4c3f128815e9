package jacquard.chan;

import jacquard.internal.engine.Wait;
import jacquard.internal.queue.OnceListener;

/** Somebody who is told when a {@link OneShot} is settled. */
abstract class Listener extends OnceListener<Listener> {

  abstract void tell();

  /** Tells all in the list, oldest first. */
  final void tellAll() {
    if (next() == null) {
      tell();
      return;
    }
    for (Listener told : oldestFirst(this)) {
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
    public boolean hasGivenUp() {
      return !wait.isPending();
    }

    @Override
    void tell() {
      wait.commit(Wait.DONE);
    }
  }
}
