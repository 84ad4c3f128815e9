package jacquard.bench;

/** A measurement did not come about: a process failed, or an answer was wrong. */
public final class MeasurementException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says what went wrong, in one line. */
  public MeasurementException(String message) {
    super(message);
  }

  /** Says what went wrong, and why. */
  public MeasurementException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
