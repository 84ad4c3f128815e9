package jacquard.chan;

/**
 * A queue of bounded length from tasks that send to tasks that receive. Any number of each may use
 * it at once, from any thread.
 *
 * <pre>{@code
 * Channel<String> lines = Channel.bounded(64);
 * s.fork(() -> { try (lines) { for (String line : Files.readAllLines(path)) lines.send(line); } });
 * for (String line : lines) count(line);
 * }</pre>
 *
 * <p><b>Guarantee.</b> Every value sent is received at most once, and exactly once if the receivers
 * go on until the end; values are received in the order in which they were sent; never more than
 * {@link #capacity} are in between. All operations are linearizable.
 *
 * <p><b>Limits.</b> The capacity is given, and bounds the memory; the buffer grows up to it as
 * needed. Null can't be sent. A channel is not a place to keep things: values that nobody receives
 * are simply forgotten with the channel.
 *
 * <p><b>Fairness.</b> Those who wait, senders and receivers alike, are served in the order in which
 * they came, before anybody who comes later. One that is cancelled or timed out loses its place,
 * and neither takes nor loses a value.
 *
 * <p><b>Cost.</b> One atomic operation a send or receive that need not wait; a direct hand-over and
 * one switch for one that does.
 *
 * @param <T> what this channel carries; never null
 * @see Select
 */
public sealed interface Channel<T> extends Sender<T>, Receiver<T> permits BoundedChannel {

  /**
   * A channel that holds up to {@code capacity} values which nobody has received yet.
   *
   * <p>A small number, as 16 or 64, evens out a sender and a receiver of like speed. A large one
   * only delays the moment at which the slower of them is felt.
   *
   * @param <T> what it carries
   * @param capacity 1 or more
   * @return a new, open channel
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  static <T> Channel<T> bounded(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "channel capacity must be 1 or more, was "
              + capacity
              + " (for hand-over without a buffer use Channel.rendezvous())");
    }
    return new BoundedChannel<>(capacity);
  }

  /**
   * A channel without a buffer: a send and a receive wait for each other, and the sender knows,
   * when its send returns, that a receiver has the value.
   *
   * @param <T> what it carries
   * @return a new, open channel
   */
  static <T> Channel<T> rendezvous() {
    return new BoundedChannel<>(0);
  }

  /**
   * Gives this channel a name, for messages.
   *
   * @param name what to call it
   * @return this channel
   */
  Channel<T> named(String name);

  /**
   * How many values could be received now without waiting for a sender. Others may be at work: a
   * number to show, not to decide by.
   *
   * @return 0 to {@link #capacity}
   */
  int size();

  /**
   * How many values this channel can hold.
   *
   * @return 1 or more; 0 for a rendezvous
   */
  int capacity();
}
