package jacquard.io;

import java.io.InterruptedIOException;

/** The one place where a cancelled wait becomes what {@code java.io} can throw. */
final class Interruption {

  private Interruption() {}

  /** The exception to throw instead of {@code cause}; leaves the thread interrupted. */
  static InterruptedIOException of(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException converted = new InterruptedIOException(cause.getMessage());
    converted.initCause(cause);
    return converted;
  }
}
