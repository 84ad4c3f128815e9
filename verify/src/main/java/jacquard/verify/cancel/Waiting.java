package jacquard.verify.cancel;

/**
 * One way to wait.
 *
 * @param name the method, and where it waits
 * @param round tasks wait in this way, some are cancelled, and the books are checked
 */
record Waiting(String name, Round round) {

  /** One round. */
  @FunctionalInterface
  interface Round {
    /** Runs on the engine under test; leaves nothing behind. */
    void run(Chance chance, Tally tally) throws Exception;
  }
}
