package jacquard.task;

import java.io.Serial;
import java.util.Objects;

/**
 * The unchecked twin of {@link InterruptedException}, for the few places where Java leaves no room
 * for a checked exception: iterators, streams, callbacks. Scopes treat the two alike.
 */
public final class UncheckedCancellation extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /**
   * Wraps the interruption.
   *
   * @param cause what the wait threw
   */
  public UncheckedCancellation(InterruptedException cause) {
    super(cause.getMessage(), Objects.requireNonNull(cause));
  }

  /**
   * What the wait threw.
   *
   * @return never null
   */
  public InterruptedException interruption() {
    return (InterruptedException) Objects.requireNonNull(getCause());
  }
}
