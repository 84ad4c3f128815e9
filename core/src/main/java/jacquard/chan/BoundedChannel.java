package jacquard.chan;

import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Reaction;
import jacquard.internal.engine.SpinLock;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.internal.queue.Waiter;
import jacquard.internal.queue.WaiterQueue;
import jacquard.sync.Use;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The channel: a ring and two lines of waiters under a spin lock. */
/*
 * Every operation takes the lock once and, under it, either takes effect or leaves a waiter; then the
 * lock is released and the strand waits. Whoever comes later from the other side serves the waiter
 * directly: writes or reads its content, commits its wait, and both are done. A wait that can't be
 * committed any more (cancelled, timed out, a select that chose another arm) is dropped, and the next
 * one is tried: nothing was given to it.
 *
 *   ring has room, nobody receives     ring is full                  ring is empty
 *     send: append                       send: wait in `senders`       receive: wait in `receivers`
 *     receive: take the oldest           receive: take the oldest,     send: give it to the first
 *                                        append the first sender's     receiver
 *
 * A rendezvous is the ring of capacity 0: always full and always empty, so that a receive takes its
 * value from the first sender. There is no other difference.
 *
 * I1  A receiver that can be committed waits only while the ring is empty and no sender waits (but
 *     for the other arms of its own select).
 * I2  A sender that can be committed waits only while the ring is full and no receiver waits (ditto).
 * I3  Once closing is set, the lines stay empty and nothing is appended; what is in the ring can
 *     still be received. close() takes all waiters out before it commits them: nobody else can
 *     serve them, so that Closing can't replace a value.
 * I4  A waiter's wait is committed by a channel operation only under that channel's lock, or by
 *     close() after the waiter was taken out.
 *
 * Who may touch what: everything below is guarded by the lock, which is this object; closing, name
 * and (as hints) size and the lines are also read without it. Locks of several channels are held
 * together by Select only, taken in the order of their ids. Under the lock: no user code, no wait.
 *
 * Proved by: ChannelTest, ChannelLawsTest, SelectLawsTest.
 */
final class BoundedChannel<T> extends SpinLock implements Channel<T> {

  /** How an attempt to send ends. */
  enum Attempt {
    SENT,
    FULL,
    CLOSED
  }

  private static final Sent.Done DONE = new Sent.Done();

  private static final int RING_LENGTH_MIN = 64;

  /** Gives each channel its place in the order in which locks are taken. */
  private static final AtomicLong IDS = new AtomicLong();

  private final int capacity;
  private @Nullable Object[] ring;
  private int head;
  private int size;
  private final WaiterQueue<ChannelWaiter<T>> senders = new WaiterQueue<>();
  private final WaiterQueue<ChannelWaiter<T>> receivers = new WaiterQueue<>();

  /** The handler that the last offer has given its value to; until the lock is given back. */
  private @Nullable Reaction woken;

  private volatile @Nullable Closing closing;
  private volatile @Nullable String name;
  private final long id = IDS.incrementAndGet();

  BoundedChannel(int capacity) {
    this.capacity = capacity;
    this.ring = new @Nullable Object[Math.min(capacity, RING_LENGTH_MIN)];
  }

  // ---------------------------------------------------------------- sending

  @Override
  public void send(T value) throws InterruptedException {
    checkSent(send(value, Limit.NONE));
  }

  @Override
  public void send(T value, Duration limit) throws InterruptedException, TimeoutException {
    Object outcome = send(value, Limit.nanos(limit));
    checkSent(outcome);
    if (outcome == Wait.TIMED_OUT) {
      throw new TimeoutException(
          "nothing could be sent to " + label() + " within " + Limit.text(limit));
    }
  }

  @Override
  public Sent.OrClosed sendOrClosed(T value) throws InterruptedException {
    return send(value, Limit.NONE) instanceof Closing(var cause) ? new Sent.Closed(cause) : DONE;
  }

  @Override
  public Sent sendOrClosed(T value, Duration limit) throws InterruptedException {
    Object outcome = send(value, Limit.nanos(limit));
    if (outcome instanceof Closing(var cause)) {
      return new Sent.Closed(cause);
    }
    return outcome == Wait.TIMED_OUT ? new Sent.Full() : DONE;
  }

  @Override
  public Sent trySend(T value) {
    Objects.requireNonNull(value, "a channel carries no null");
    Attempt attempt;
    Reaction handler;
    lock();
    try {
      attempt = offer(value);
      handler = takeWoken();
    } finally {
      unlock();
    }
    if (handler != null) {
      handler.follow();
    }
    return switch (attempt) {
      case SENT -> DONE;
      case FULL -> new Sent.Full();
      case CLOSED -> new Sent.Closed(closing().cause());
    };
  }

  /** Returns {@link Wait#DONE}, {@link Wait#TIMED_OUT} or a {@link Closing}. */
  private Object send(T value, long limitNanos) throws InterruptedException {
    Objects.requireNonNull(value, "a channel carries no null");
    Strand strand = Strand.current();
    strand.checkCancelled();
    ChannelWaiter<T> waiter;
    lock();
    try {
      Attempt attempt = offer(value);
      if (attempt == Attempt.SENT) {
        queueWoken();
        return Wait.DONE;
      }
      if (attempt == Attempt.CLOSED) {
        return closing();
      }
      if (limitNanos == 0) {
        return Wait.TIMED_OUT;
      }
      waiter = enlistSender(new Wait(strand), value);
    } finally {
      unlock();
    }
    return sent(waiter, await(waiter, limitNanos));
  }

  /** How a send ended that waited; apart from it: see Wait on code behind a wait. */
  private static Object sent(ChannelWaiter<?> waiter, Object outcome) {
    if (outcome == Wait.TIMED_OUT) {
      return Wait.TIMED_OUT;
    }
    return waiter.content instanceof Closing closed ? closed : Wait.DONE;
  }

  /** Apart from the send that came to {@code outcome}, which may have waited. */
  private void checkSent(Object outcome) {
    if (outcome instanceof Closing closed) {
      throw closed.exception(label());
    }
  }

  // ---------------------------------------------------------------- receiving

  @Override
  public T receive() throws InterruptedException {
    return valueOf(receive(Limit.NONE));
  }

  @Override
  public T receive(Duration limit) throws InterruptedException, TimeoutException {
    Object outcome = receive(Limit.nanos(limit));
    if (outcome == Wait.TIMED_OUT) {
      throw new TimeoutException("nothing came from " + label() + " within " + Limit.text(limit));
    }
    return valueOf(outcome);
  }

  /** Apart from the receive that came to {@code outcome}, as {@link #checkSent}. */
  private T valueOf(Object outcome) {
    if (outcome instanceof Closing closed) {
      throw closed.exception(label());
    }
    return value(outcome);
  }

  @Override
  public Received.OrClosed<T> receiveOrClosed() throws InterruptedException {
    Object outcome = receive(Limit.NONE);
    return outcome instanceof Closing(var cause)
        ? new Received.Closed<>(cause)
        : new Received.Value<>(value(outcome));
  }

  @Override
  public Received<T> receiveOrClosed(Duration limit) throws InterruptedException {
    Object outcome = receive(Limit.nanos(limit));
    if (outcome instanceof Closing(var cause)) {
      return new Received.Closed<>(cause);
    }
    return outcome == Wait.TIMED_OUT
        ? new Received.Empty<>()
        : new Received.Value<>(value(outcome));
  }

  @Override
  public Received<T> tryReceive() {
    Object outcome;
    lock();
    try {
      outcome = take();
    } finally {
      unlock();
    }
    if (outcome == null) {
      return new Received.Empty<>();
    }
    return outcome instanceof Closing(var cause)
        ? new Received.Closed<>(cause)
        : new Received.Value<>(value(outcome));
  }

  @Override
  public Iterator<T> iterator() {
    return new ChannelIterator<>(this);
  }

  @Override
  public <X extends Exception> Task<@Nullable Void> handle(
      Scope scope, Use<? super T, ? extends X> handler) {
    return new Handling<>(this, Objects.requireNonNull(handler)).in(scope);
  }

  /** Returns the value, {@link Wait#TIMED_OUT} or a {@link Closing}. */
  Object receive(long limitNanos) throws InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    ChannelWaiter<T> waiter;
    lock();
    try {
      Object taken = take();
      if (taken != null) {
        return taken;
      }
      if (limitNanos == 0) {
        return Wait.TIMED_OUT;
      }
      waiter = enlistReceiver(new Wait(strand));
    } finally {
      unlock();
    }
    return received(waiter, await(waiter, limitNanos));
  }

  /** What a receive came to that waited; apart from it, as {@link #sent}. */
  private static Object received(ChannelWaiter<?> waiter, Object outcome) {
    return outcome == Wait.TIMED_OUT ? outcome : content(waiter);
  }

  // ---------------------------------------------------------------- closing, and what can be asked

  @Override
  public void close() {
    close(new Closing(null));
  }

  @Override
  public void close(Throwable cause) {
    close(new Closing(Objects.requireNonNull(cause, "to close without a cause use close()")));
  }

  private void close(Closing how) {
    List<ChannelWaiter<T>> waiting = new ArrayList<>();
    lock();
    try {
      if (closing != null) {
        return;
      }
      closing = how;
      moveAll(receivers, waiting);
      moveAll(senders, waiting);
    } finally {
      unlock();
    }
    for (ChannelWaiter<T> waiter : waiting) {
      waiter.content = how;
      waiter.wait.commit(waiter);
    }
  }

  private static <W extends Waiter<W>> void moveAll(WaiterQueue<W> from, List<W> to) {
    for (W waiter = from.poll(); waiter != null; waiter = from.poll()) {
      to.add(waiter);
    }
  }

  @Override
  public boolean isClosed() {
    return closing != null;
  }

  @Override
  public Channel<T> named(String name) {
    this.name = Objects.requireNonNull(name);
    return this;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int size() {
    lock();
    try {
      return size;
    } finally {
      unlock();
    }
  }

  /** How many wait to send; already out of date. */
  int waitingSenders() {
    lock();
    try {
      return senders.size();
    } finally {
      unlock();
    }
  }

  /** How many wait to receive; already out of date. */
  int waitingReceivers() {
    lock();
    try {
      return receivers.size();
    } finally {
      unlock();
    }
  }

  /** What this channel is called in messages: {@code channel 'lines'}. */
  String label() {
    String given = name;
    return given == null ? "channel #" + id : "channel '" + given + "'";
  }

  @Override
  public String toString() {
    lock();
    try {
      return label()
          + " ("
          + (closing != null ? "closed, " : "")
          + size
          + " of "
          + capacity
          + ", "
          + senders.size()
          + " wait to send, "
          + receivers.size()
          + " to receive)";
    } finally {
      unlock();
    }
  }

  // ---------------------------------------------------------------- steps, also of Select

  /** The place of this channel's lock in the order of all. */
  long id() {
    return id;
  }

  /** How this channel was closed; only where it is known to be. */
  Closing closing() {
    return Objects.requireNonNull(closing);
  }

  /** Whether an attempt to send may have an effect. A hint, without the lock. */
  boolean maySend() {
    return size < capacity || !receivers.isEmpty() || closing != null;
  }

  /** Whether an attempt to receive may have an effect. A hint, without the lock. */
  boolean mayReceive() {
    return size > 0 || !senders.isEmpty() || closing != null;
  }

  /** Sends without waiting, if that can be done. Under the lock. */
  Attempt offer(T value) {
    if (closing != null) {
      return Attempt.CLOSED;
    }
    ChannelWaiter<T> receiver = receivers.poll();
    while (receiver != null) {
      receiver.content = value;
      if (receiver.wait.commit(receiver)) {
        return Attempt.SENT;
      }
      receiver = receivers.poll();
    }
    if (size == capacity) {
      return Attempt.FULL;
    }
    append(value);
    return Attempt.SENT;
  }

  /** Has the handler that an offer woke run apart, if it did. Under the lock. */
  void queueWoken() {
    Reaction handler = takeWoken();
    if (handler != null) {
      Strand.current().engine().react(handler);
    }
  }

  /** What {@link #leaveWoken} has left, for the caller to set off. Under the lock. */
  private @Nullable Reaction takeWoken() {
    Reaction handler = woken;
    if (handler != null) {
      woken = null;
    }
    return handler;
  }

  /** Called by the offer that commits the handler's wait. */
  void leaveWoken(Reaction handler) {
    woken = handler;
  }

  /** Receives without waiting: the value, a {@link Closing}, or null if neither. Under the lock. */
  @Nullable Object take() {
    if (size == 0) {
      Object handedOver = commitSender();
      return handedOver != null ? handedOver : closing;
    }
    Object oldest = ring[head];
    ring[head] = null;
    head++;
    if (head == ring.length) {
      head = 0;
    }
    size--;
    if (!senders.isEmpty()) {
      Object next = commitSender();
      if (next != null) {
        append(next);
      }
    }
    return oldest;
  }

  /** Ends the wait of the first sender that still waits: its value, or null. Under the lock. */
  private @Nullable Object commitSender() {
    ChannelWaiter<T> sender = senders.poll();
    while (sender != null) {
      Object value = sender.content;
      if (sender.wait.commit(sender)) {
        return value;
      }
      sender = senders.poll();
    }
    return null;
  }

  private void append(Object value) {
    if (size == ring.length) {
      grow();
    }
    int free = head - (ring.length - size);
    ring[free < 0 ? free + ring.length : free] = value;
    size++;
  }

  private void grow() {
    int length = (int) Math.min(capacity, 2L * ring.length);
    @Nullable Object[] longer = new @Nullable Object[length];
    int untilEnd = ring.length - head;
    System.arraycopy(ring, head, longer, 0, untilEnd);
    System.arraycopy(ring, 0, longer, untilEnd, head);
    ring = longer;
    head = 0;
  }

  /** Leaves a sender to be served. Under the lock, after an offer that found this full. */
  ChannelWaiter<T> enlistSender(Wait wait, T value) {
    ChannelWaiter<T> waiter = new ChannelWaiter<>(wait, value);
    senders.add(waiter);
    return waiter;
  }

  /** Leaves a receiver to be served. Under the lock, after a take that found nothing. */
  ChannelWaiter<T> enlistReceiver(Wait wait) {
    ChannelWaiter<T> waiter = new ChannelWaiter<>(wait, null);
    enlistReceiver(waiter);
    return waiter;
  }

  /** As above, of a waiter that is in no line. */
  void enlistReceiver(ChannelWaiter<T> waiter) {
    receivers.add(waiter);
  }

  /** Takes back a waiter that was not served; no effect on one that was. */
  void withdraw(ChannelWaiter<T> waiter) {
    lock();
    try {
      if (!receivers.remove(waiter)) {
        senders.remove(waiter);
      }
    } finally {
      unlock();
    }
  }

  private Object await(ChannelWaiter<T> waiter, long limitNanos) throws InterruptedException {
    Object outcome = Wait.CANCELLED;
    try {
      outcome = waiter.wait.await(Limit.deadline(waiter.wait.strand().engine(), limitNanos));
      return outcome;
    } finally {
      if (outcome != waiter) {
        withdraw(waiter);
      }
    }
  }

  /** What a receiver was served with. */
  static Object content(ChannelWaiter<?> waiter) {
    return Objects.requireNonNull(waiter.content);
  }

  /** Only values of T and closings go in, and the caller has looked for those. */
  @SuppressWarnings("unchecked")
  T value(Object outcome) {
    return (T) outcome;
  }
}
