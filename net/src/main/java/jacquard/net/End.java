package jacquard.net;

import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.util.ArrayList;
import java.util.List;

/** Something that comes once, and those who wait for it. Guarded by itself, never while waiting. */
final class End {

  private final List<Wait> waits = new ArrayList<>();
  private boolean reached;

  /** It has come. */
  synchronized void reach() {
    reached = true;
    waits.forEach(wait -> wait.commit(Wait.DONE));
    waits.clear();
  }

  /** Waits for it, at most until {@code deadlineNanos}; false if the time was up first. */
  boolean await(long deadlineNanos) throws InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    Wait wait = new Wait(strand);
    if (!enlist(wait)) {
      return true;
    }
    try {
      return wait.await(deadlineNanos) != Wait.TIMED_OUT;
    } finally {
      dismiss(wait);
    }
  }

  private synchronized boolean enlist(Wait wait) {
    if (!reached) {
      waits.add(wait);
    }
    return !reached;
  }

  private synchronized void dismiss(Wait wait) {
    waits.remove(wait);
  }
}
