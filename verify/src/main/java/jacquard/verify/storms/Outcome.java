package jacquard.verify.storms;

/** What came of a trial. */
sealed interface Outcome {

  /** All tasks ended, and these are the deoptimizations. */
  record Counted(Traps traps) implements Outcome {}

  /**
   * It says nothing of storms.
   *
   * @param why what went wrong, in a line
   */
  record Failed(String why) implements Outcome {}

  /** Of a process that ended with {@code status}; {@code lastWords} are those of its errors. */
  static Outcome of(int status, Traps traps, String lastWords) {
    if (status != 0) {
      return new Failed("ended with status %d (%s)".formatted(status, lastWords));
    }
    if (traps.total() == 0) {
      // Every JVM deoptimizes something: this one words it in a way that is not known here.
      return new Failed("its log was not understood");
    }
    return new Counted(traps);
  }
}
