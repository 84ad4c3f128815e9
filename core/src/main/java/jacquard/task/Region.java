package jacquard.task;

import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Strand;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** A cancellable region whose causes are {@link CancelReason}s. */
abstract class Region extends Cancellation {

  @Override
  protected InterruptedException interruption(Object cause) {
    return new CancelledException((CancelReason) cause);
  }

  /** Why this region was cancelled, or null. */
  final @Nullable CancelReason reason() {
    return (CancelReason) cause();
  }

  /** Whether {@code failure} is how code ends that obeys this region's cancellation. */
  final boolean obeyed(Throwable failure) {
    return isCancelled() && isInterruption(failure);
  }

  private static boolean isInterruption(Throwable failure) {
    return failure instanceof InterruptedException
        || failure instanceof UncheckedCancellation
        || failure instanceof ClosedByInterruptException
        // Not its subclass SocketTimeoutException, which is a failure in its own right.
        || failure.getClass() == InterruptedIOException.class;
  }

  /** Whether the strand stands in this region itself, not in one within. */
  final boolean isInnermostOf(Strand strand) {
    return strand.node() == this;
  }
}
