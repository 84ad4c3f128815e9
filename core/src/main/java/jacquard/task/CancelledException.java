package jacquard.task;

import java.io.Serial;

/**
 * Thrown by a wait whose task was cancelled: by its scope's failure, by a deadline, by somebody's
 * request. It says why.
 *
 * <p>An operation that throws it had no effect. It is sticky: code that swallows it meets it again
 * at the next wait, until it has left the cancelled region. Let it pass; clean up in {@code
 * finally}, under {@link Tasks#shielded} if the clean-up itself has to wait.
 */
public final class CancelledException extends InterruptedException {

  @Serial private static final long serialVersionUID = 1;

  private final transient CancelReason reason;

  /**
   * A cancellation for a reason.
   *
   * @param reason why
   */
  public CancelledException(CancelReason reason) {
    super(reason.toString());
    this.reason = reason;
    if (reason instanceof CancelReason.ScopeFailed(_, Throwable failure)) {
      initCause(failure);
    }
  }

  /**
   * Why the task was cancelled.
   *
   * @return the reason
   */
  public CancelReason reason() {
    return reason;
  }
}
