package jacquard.chan;

import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt to send.
 *
 * <pre>{@code
 * switch (orders.trySend(order)) {
 *   case Sent.Done() -> accepted++;
 *   case Sent.Full() -> shed(order);
 *   case Sent.Closed(var cause) -> stop(cause);
 * }
 * }</pre>
 */
public sealed interface Sent {

  /** What came of an attempt that waits for as long as it takes: it never ends full. */
  sealed interface OrClosed extends Sent {}

  /** The value was sent: buffered, or taken by a receiver. */
  record Done() implements OrClosed {}

  /** There was no room, and nobody to receive, at once or within the time given. */
  record Full() implements Sent {}

  /**
   * The channel is closed; the value was not sent.
   *
   * @param cause what the channel was closed with, or null
   */
  record Closed(@Nullable Throwable cause) implements OrClosed {}
}
