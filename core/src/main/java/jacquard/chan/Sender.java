package jacquard.chan;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * The end of a channel that values go in. Hand a task this face of a {@link Channel} if it has no
 * business receiving.
 *
 * <p><b>Fairness.</b> Senders that wait are served in the order in which they began to wait.
 *
 * @param <T> what the channel carries; never null
 */
public sealed interface Sender<T> extends AutoCloseable permits Channel {

  /**
   * Sends {@code value}: hands it to a receiver that waits, else puts it in the buffer, else waits
   * until one of the two can be done.
   *
   * <p><b>Blocking and cancellation.</b> Waits while the buffer is full and nobody receives. Throws
   * if the task is cancelled, even if it would not have had to wait. A send that throws, whatever
   * it throws, has not sent; the value is still the caller's.
   *
   * @param value what to send
   * @throws ClosedException if the channel is closed, or is closed while this waits
   * @throws InterruptedException if the task is cancelled or the thread interrupted
   * @memory what the caller did before happens-before what the receiver of {@code value} does after
   */
  void send(T value) throws InterruptedException;

  /**
   * As {@link #send(Object)}, for at most {@code limit}; zero or less tries once, without waiting.
   *
   * @param value what to send
   * @param limit how long to wait at most
   * @throws ClosedException as {@link #send(Object)}
   * @throws TimeoutException if it could not be sent in time; then it was not sent
   * @throws InterruptedException as {@link #send(Object)}
   */
  void send(T value, Duration limit) throws InterruptedException, TimeoutException;

  /**
   * As {@link #send(Object)}, but says as a value that the channel is closed.
   *
   * @param value what to send
   * @return done or closed
   * @throws InterruptedException as {@link #send(Object)}
   */
  Sent.OrClosed sendOrClosed(T value) throws InterruptedException;

  /**
   * As {@link #send(Object, Duration)}, but says as a value that the channel is closed, or that it
   * was full for all the time.
   *
   * @param value what to send
   * @param limit how long to wait at most
   * @return done, full or closed
   * @throws InterruptedException as {@link #send(Object)}
   */
  Sent sendOrClosed(T value, Duration limit) throws InterruptedException;

  /**
   * Sends {@code value} if that can be done at once. Never waits, and therefore never looks whether
   * the task is cancelled. Never overtakes a sender that waits.
   *
   * <p>In a handler this may run the handler that receives, on the caller's stack, which re-enters
   * JDK locks that the caller holds: send after you have left them (see {@link Receiver#handle}).
   *
   * @param value what to send
   * @return done, full or closed
   */
  Sent trySend(T value);

  /**
   * Closes the channel: nothing more can be sent. Senders that wait fail with {@link
   * ClosedException}, their values unsent. Receivers get what was sent before, then see the end: a
   * {@code for} loop over the channel ends.
   *
   * <p>Never waits. A channel that is closed already stays as it is: the first close decides. Need
   * not be called if nobody waits for the end; a channel holds nothing but memory.
   */
  @Override
  void close();

  /**
   * Closes the channel because of a failure: as {@link #close()}, but instead of the end receivers
   * and senders see {@code cause}, in {@link ChannelFailedException}.
   *
   * @param cause why
   */
  void close(Throwable cause);

  /**
   * Whether the channel was closed. There may still be values to receive.
   *
   * @return true from the first close on
   */
  boolean isClosed();
}
