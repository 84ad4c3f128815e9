package jacquard.cli;

/**
 * What the user got wrong, or what stands in the way: one line that says it, with the value, and
 * one that says what to do. Shown without a stack trace.
 */
final class Mistake extends Exception {

  /** Exit code for a command line that makes no sense. */
  static final int USAGE = 2;

  /** Exit code for a program or a build that failed. */
  static final int FAILURE = 1;

  private static final long serialVersionUID = 1L;

  private final String advice;
  private final int status;

  private Mistake(int status, String message, String advice) {
    super(message);
    this.status = status;
    this.advice = advice;
  }

  /** A mistake in the command line; {@code advice} may be empty. */
  static Mistake usage(String message, String advice) {
    return new Mistake(USAGE, message, advice);
  }

  /** Something that failed although it was asked for rightly; {@code advice} may be empty. */
  static Mistake failure(String message, String advice) {
    return new Mistake(FAILURE, message, advice);
  }

  /** What the compiler said, word for word. */
  static Mistake compiler(String said) {
    return new Mistake(FAILURE, said.strip().replaceFirst("^error: ", ""), "");
  }

  int status() {
    return status;
  }

  /** What the terminal shows. */
  String text() {
    return "error: " + getMessage() + (advice.isEmpty() ? "" : "\n  " + advice);
  }
}
