package jacquard.internal.engine;

/**
 * Work that never waits, and so needs no stack of its own: what a one-shot value sets off, the
 * handler of a channel. Runs on the stack of whoever set it off, or bare on a carrier.
 *
 * <p>Code that waits all the same is stopped at the first operation of ours that may wait, by an
 * exception that names the place. What blocks by other means (a JDK call, a long computation) holds
 * up whoever set it off, or its carrier, which then gets a spare like one that any job holds.
 */
public interface Reaction extends Job {

  /** Reacts, on {@code strand}, the caller's. Never throws for what the user's code throws. */
  void react(Strand strand);

  /** Several may be begun one after the other: this is no job that is claimed once. */
  @Override
  default boolean isFresh() {
    return true;
  }

  @Override
  default void run(Strand strand) {
    Cancellation here = strand.node;
    strand.beginReaction();
    try {
      react(strand);
    } finally { // without a call: the stack may have run out
      strand.reactions--;
      if (strand.node != here) {
        strand.node = here;
      }
    }
  }

  /** Sets this off: on the caller's stack, or apart where too many stand on that already. */
  default void setOff() {
    Strand strand = Strand.current();
    if (strand.mayReact()) {
      run(strand);
    } else {
      strand.engine().react(this);
    }
  }

  /**
   * Sets this off for a caller that may be a reaction itself: on its stack if it stands alone on a
   * bare carrier, else apart. A task never has to wait for what it set off here, and what is set
   * off here queues what it sets off: one that fans out holds its carrier for one level only.
   */
  default void follow() {
    Strand strand = Strand.current();
    if (strand.carriesOneReaction()) {
      boolean interrupted = Thread.interrupted();
      Object locals = Loom.takeThreadLocals(strand.thread());
      try {
        run(strand);
      } finally { // what this one leaves behind is not for the caller
        Thread.interrupted();
        Loom.restoreThreadLocals(strand.thread(), locals);
        if (interrupted) {
          strand.thread().interrupt();
        }
      }
    } else {
      strand.engine().react(this);
    }
  }
}
