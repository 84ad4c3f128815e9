package jacquard.chan;

import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt to receive.
 *
 * <pre>{@code
 * switch (orders.tryReceive()) {
 *   case Received.Value(var order) -> handle(order);
 *   case Received.Empty() -> idle();
 *   case Received.Closed(var cause) -> stop(cause);
 * }
 * }</pre>
 *
 * @param <T> what the channel carries
 */
public sealed interface Received<T> {

  /**
   * What came of an attempt that waits for as long as it takes: it never ends empty.
   *
   * @param <T> what the channel carries
   */
  sealed interface OrClosed<T> extends Received<T> {}

  /**
   * A value was received.
   *
   * @param <T> what the channel carries
   * @param value what was sent
   */
  record Value<T>(T value) implements OrClosed<T> {}

  /**
   * There was nothing to receive, at once or within the time given.
   *
   * @param <T> what the channel carries
   */
  record Empty<T>() implements Received<T> {}

  /**
   * The channel is closed, and all that was sent before has been received.
   *
   * @param <T> what the channel carries
   * @param cause what the channel was closed with, or null
   */
  record Closed<T>(@Nullable Throwable cause) implements OrClosed<T> {}
}
