package jacquard.chan;

import jacquard.sync.Use;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a channel that values come out of. Hand a task this face of a {@link Channel} if it
 * has no business sending.
 *
 * <p><b>Fairness.</b> Receivers that wait are served in the order in which they began to wait. Each
 * value goes to one receiver. The values of one sender arrive in the order in which it sent them.
 *
 * @param <T> what the channel carries; never null
 */
public sealed interface Receiver<T> extends Iterable<T> permits Channel {

  /**
   * Receives the next value; waits until there is one.
   *
   * <p><b>Blocking and cancellation.</b> Waits while there is nothing to receive. Throws if the
   * task is cancelled, even if it would not have had to wait. A receive that throws has taken
   * nothing.
   *
   * @return the value
   * @throws ClosedException if the channel is closed and everything sent before was received
   * @throws InterruptedException if the task is cancelled or the thread interrupted
   * @memory what the sender of the value did before happens-before what the caller does after
   */
  T receive() throws InterruptedException;

  /**
   * As {@link #receive()}, for at most {@code limit}; zero or less tries once, without waiting.
   *
   * @param limit how long to wait at most
   * @return the value
   * @throws ClosedException as {@link #receive()}
   * @throws TimeoutException if there was nothing to receive in time; then nothing was taken
   * @throws InterruptedException as {@link #receive()}
   */
  T receive(Duration limit) throws InterruptedException, TimeoutException;

  /**
   * As {@link #receive()}, but says as a value that the channel is closed.
   *
   * @return a value or closed
   * @throws InterruptedException as {@link #receive()}
   */
  Received.OrClosed<T> receiveOrClosed() throws InterruptedException;

  /**
   * As {@link #receive(Duration)}, but says as a value that the channel is closed, or that nothing
   * came in time.
   *
   * @param limit how long to wait at most
   * @return a value, empty or closed
   * @throws InterruptedException as {@link #receive()}
   */
  Received<T> receiveOrClosed(Duration limit) throws InterruptedException;

  /**
   * Receives a value if there is one now. Never waits, and therefore never looks whether the task
   * is cancelled.
   *
   * @return a value, empty or closed
   */
  Received<T> tryReceive();

  /**
   * Has {@code handler} take the values still to come, one after the other, in a task of {@code
   * scope} that has no stack while there is none: for the many receivers that do little with each
   * value, and for the one that must answer at once.
   *
   * <p>The task ends when the channel is closed and everything sent before was handled. One handler
   * is never run twice at a time; several, also of one channel, run in parallel. It sees the
   * task-locals that the caller has here. A handler that sends a value to another may find it
   * handled when its {@code trySend} returns; a task never waits for the handlers of what it sends.
   * Such a handler ran on the sender's stack, and a JDK lock that the sender holds is seen as held
   * by it: send after you have left your JDK locks; a {@link jacquard.sync.Mutex} tells the two
   * apart.
   *
   * <p><b>Blocking and cancellation.</b> Never waits. The handler must not: whatever of ours may
   * wait throws {@link IllegalStateException} in it, which names the place; a JDK call that blocks
   * holds up a carrier, and with it what is queued there: only if something is, on the loop engine,
   * a spare stands in and a warning names the place. It may fork, and use the {@code try} methods.
   * Once the task is cancelled the handler is not called again, and no value is taken.
   *
   * <p><b>Errors.</b> What the handler throws ends the task and fails its scope, as with any child;
   * so does the cause that the channel was closed with, in {@link ChannelFailedException}.
   *
   * @param <X> what the handler throws
   * @param scope whose child the task is: it ends before the scope does
   * @param handler takes each value
   * @return the task
   * @throws X never here: declared so that it is known to leave the scope
   * @throws IllegalStateException if the scope has ended
   * @memory what the sender of a value did before happens-before its handling; so does the handling
   *     of the value before
   */
  <X extends Exception> Task<@Nullable Void> handle(
      Scope scope, Use<? super T, ? extends X> handler) throws X;

  /**
   * The values still to come, for a {@code for} loop: each step receives one. The loop ends when
   * the channel is closed, and throws {@link ChannelFailedException} if it was closed with a cause.
   *
   * <p>Several tasks may loop over one channel, each with an iterator of its own; they share the
   * values. {@link Iterator#hasNext} receives ahead: the value that it saw is lost to others if
   * {@link Iterator#next} is never called. A {@code for} loop, however it is left, loses nothing.
   *
   * <p><b>Blocking and cancellation.</b> As {@link #receive()}; since an iterator can't throw
   * {@link InterruptedException}, it throws its unchecked twin {@link
   * jacquard.task.UncheckedCancellation}.
   *
   * @return an iterator, for one task
   */
  @Override
  Iterator<T> iterator();
}
