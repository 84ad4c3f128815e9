package jacquard.verify.evidence;

/** A mistake on the command line; its message says what is wrong and what to do. */
final class Usage extends Exception {

  private static final long serialVersionUID = 1;

  Usage(String message) {
    super(message);
  }
}
