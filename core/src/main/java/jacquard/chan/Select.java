package jacquard.chan;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.task.Fn;
import jacquard.task.Op;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A choice among operations: does exactly one of them, whichever can be done first, and runs its
 * handler.
 *
 * <pre>{@code
 * String r = Select.<String>select()
 *     .receive(orders, o -> "order " + o)
 *     .send(audit, event, () -> "audited")
 *     .after(ofMillis(500), () -> "quiet")
 *     .await();
 * }</pre>
 *
 * <p><b>Guarantee.</b> The operations that were not chosen have no effect: nothing was received,
 * nothing was sent, no place in a line is left behind. Cancellation is not an arm: it is always
 * seen, before anything is done, and then nothing is. A handler runs after its operation is done,
 * on the caller's stack, and may do anything that a task may do, also select.
 *
 * <p><b>Fairness.</b> If several operations can be done, each of them is as likely to be chosen;
 * with {@link #biased} the first in the order of writing. Those that wait in a select stand in the
 * lines of their channels as any other waiter.
 *
 * <p><b>Limits.</b> The arms are given once, before the first {@link #await}; then a select may be
 * awaited any number of times, by one task at a time. The same channel may appear in several arms,
 * also to send and to receive; a select never meets itself. There is no arm for a {@link OneShot}
 * yet: where a reply is to be one of several arms, use a channel of capacity 1 for it.
 *
 * <p><b>Cost.</b> If an operation can be done at once, about that of the operation. A select that
 * waits enters and leaves the line of each arm: keep arms to dozens.
 *
 * @param <R> what the handlers return
 * @param <X> the checked exception that the handlers may throw
 */
/*
 * await():
 *   1. Arms that look ready are tried one at a time, in random order, each under the lock of its
 *      channel alone. The common case ends here.
 *   2. All channels are locked, in the order of their ids. Under these locks every arm is tried; if
 *      none can be done, every arm leaves a waiter, all with one Wait. So no moment is missed in
 *      which an arm was ready, and "none is ready" is true at one instant (orElse rests on this).
 *   3. Unlocked, the strand waits. Who serves one of the waiters commits the Wait with it; the first
 *      one wins. The others are withdrawn before the handler runs.
 *
 * I1  This task attempts an arm only while it has no Wait that others can see: its own effect and a
 *     commit by somebody else exclude each other.
 * I2  When await() returns or throws, none of its waiters is in any line.
 *
 * A kind of arm that needs no lock to register (readiness, a join) will enlist after step 2, and commit
 * the Wait itself if it is ready by then: the Wait decides.
 *
 * Proved by: SelectTest, SelectLawsTest.
 */
public final class Select<R extends @Nullable Object, X extends Exception> {

  private static final int ARMS_MIN = 4;

  private Arm<R, X>[] arms = newArms();
  private int count;
  private boolean biased;

  private @Nullable Op<? extends R, ? extends X> otherwise;
  private @Nullable Op<? extends R, ? extends X> afterwards;
  private long limitNanos = Limit.NONE;

  /** The channels of all arms, each once, in the order of their ids; set by the first await. */
  private BoundedChannel<?> @Nullable [] channels;

  private boolean busy;

  private Select() {}

  // ---------------------------------------------------------------- giving the arms

  /**
   * A select without arms yet, whose handlers throw no checked exception.
   *
   * @param <R> what the handlers return
   * @return a new select
   */
  public static <R extends @Nullable Object> Select<R, RuntimeException> select() {
    return new Select<>();
  }

  /**
   * A select without arms yet, whose handlers may throw {@code X}: {@code Select.<String,
   * IOException>selectThrowing()}.
   *
   * @param <R> what the handlers return
   * @param <X> what the handlers, and thereby {@link #await}, throw
   * @return a new select
   */
  public static <R extends @Nullable Object, X extends Exception> Select<R, X> selectThrowing() {
    return new Select<>();
  }

  /**
   * Adds an arm that receives. If the channel is closed and drained, this arm is ready, and {@link
   * #await} throws its {@link ClosedException}.
   *
   * @param <T> what the channel carries
   * @param from where to receive
   * @param handler takes the value
   * @return this select
   */
  public <T> Select<R, X> receive(
      Receiver<T> from, Fn<? super T, ? extends R, ? extends X> handler) {
    return add(new ReceiveArm<>(channel(from), Objects.requireNonNull(handler), null));
  }

  /**
   * Adds an arm that receives, or learns that the channel is closed and drained.
   *
   * @param <T> what the channel carries
   * @param from where to receive
   * @param handler takes what came of it
   * @return this select
   */
  public <T> Select<R, X> receiveOrClosed(
      Receiver<T> from, Fn<? super Received.OrClosed<T>, ? extends R, ? extends X> handler) {
    Objects.requireNonNull(handler);
    return add(
        new ReceiveArm<>(
            channel(from),
            value -> handler.apply(new Received.Value<>(value)),
            closed -> handler.apply(new Received.Closed<>(closed.cause()))));
  }

  /**
   * Adds an arm that sends {@code value}; it stays the caller's unless this arm is chosen. If the
   * channel is closed, this arm is ready, and {@link #await} throws its {@link ClosedException}.
   *
   * @param <T> what the channel carries
   * @param to where to send
   * @param value what to send
   * @param handler runs after it was sent
   * @return this select
   */
  public <T> Select<R, X> send(Sender<T> to, T value, Op<? extends R, ? extends X> handler) {
    return add(new SendArm<>(channel(to), notNull(value), Objects.requireNonNull(handler), null));
  }

  /**
   * Adds an arm that sends {@code value}, or learns that the channel is closed.
   *
   * @param <T> what the channel carries
   * @param to where to send
   * @param value what to send
   * @param handler takes what came of it
   * @return this select
   */
  public <T> Select<R, X> sendOrClosed(
      Sender<T> to, T value, Fn<? super Sent.OrClosed, ? extends R, ? extends X> handler) {
    Objects.requireNonNull(handler);
    return add(
        new SendArm<>(
            channel(to),
            notNull(value),
            () -> handler.apply(new Sent.Done()),
            closed -> handler.apply(new Sent.Closed(closed.cause()))));
  }

  /**
   * Adds an arm that is chosen if no other could be done for {@code limit}, counted from each
   * {@link #await}. Of several the shortest counts. Zero or less: if none can be done at once.
   *
   * @param limit how long to wait for the other arms
   * @param handler runs when the time is up
   * @return this select
   */
  public Select<R, X> after(Duration limit, Op<? extends R, ? extends X> handler) {
    Objects.requireNonNull(handler);
    checkOpen();
    long nanos = Limit.nanos(limit);
    if (afterwards == null || nanos < limitNanos) {
      afterwards = handler;
      limitNanos = nanos;
    }
    return this;
  }

  /**
   * Adds the default arm, chosen if no other can be done at once: this select never waits.
   *
   * @param handler runs if no other arm was ready
   * @return this select
   */
  public Select<R, X> orElse(Op<? extends R, ? extends X> handler) {
    checkOpen();
    if (otherwise != null) {
      throw new IllegalStateException("this select has a default arm already");
    }
    otherwise = Objects.requireNonNull(handler);
    return this;
  }

  /**
   * Makes the order of the arms their priority: of several that can be done, the first is. An arm
   * that is always ready then starves those behind it.
   *
   * @return this select
   */
  public Select<R, X> biased() {
    checkOpen();
    biased = true;
    return this;
  }

  // ---------------------------------------------------------------- choosing

  /**
   * Does one of the operations, waiting until one can be done, and runs its handler.
   *
   * <p><b>Blocking and cancellation.</b> Waits while none can be done, unless there is a default
   * arm. Throws if the task is cancelled, even if an operation could be done; then none was.
   *
   * @return what the handler returns
   * @throws X if the handler throws it
   * @throws ClosedException if the chosen arm's channel is closed, and the arm does not handle that
   * @throws IllegalStateException if there is no arm at all, or another task awaits this select
   * @throws InterruptedException if the task is cancelled or the thread interrupted; or the handler
   *     throws it
   * @memory as the operation that was chosen
   */
  public R await() throws X, InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    if (busy) {
      throw new IllegalStateException(
          "this select is being awaited already; a select belongs to one task");
    }
    busy = true;
    Arm<R, X> chosen;
    try {
      chosen = glance(strand.engine());
      if (chosen == null) {
        chosen = awaitSlow(strand);
      }
    } finally {
      busy = false;
    }
    return chosen != null ? chosen.handle() : handleNone();
  }

  private R handleNone() throws X, InterruptedException {
    Op<? extends R, ? extends X> handler = otherwise != null ? otherwise : afterwards;
    return Objects.requireNonNull(handler).run();
  }

  /** Tries the arms that look ready, each under its own lock. */
  private @Nullable Arm<R, X> glance(Engine engine) {
    for (int i = 0; i < count; i++) {
      Arm<R, X> arm = next(i, engine);
      if (arm.mayBeReady()) {
        BoundedChannel<?> channel = arm.channel();
        channel.lock();
        try {
          if (arm.attempt()) {
            return arm;
          }
        } finally {
          channel.unlock();
        }
      }
    }
    return null;
  }

  /** Puts a random one of the arms from {@code i} on at {@code i}, and returns it. */
  private Arm<R, X> next(int i, Engine engine) {
    Arm<R, X> arm = arms[i];
    int left = count - i;
    if (biased || left == 1) {
      return arm;
    }
    int other = i + engine.random(left);
    Arm<R, X> drawn = arms[other];
    arms[other] = arm;
    arms[i] = drawn;
    return drawn;
  }

  /** Returns the arm whose operation was done, or null for the default arm or when time is up. */
  private @Nullable Arm<R, X> awaitSlow(Strand strand) throws InterruptedException {
    BoundedChannel<?>[] all = channels();
    Wait wait = new Wait(strand);
    int locked = 0;
    try {
      while (locked < all.length) {
        lock(all[locked], locked > 0);
        locked++;
      }
      for (int i = 0; i < count; i++) {
        Arm<R, X> arm = next(i, strand.engine());
        if (arm.attempt()) {
          return arm;
        }
      }
      if (otherwise != null || limitNanos == 0) {
        return null;
      }
      for (int i = 0; i < count; i++) {
        arms[i].enlist(wait);
      }
    } finally {
      while (locked > 0) {
        locked--;
        all[locked].unlock();
      }
    }
    return await(wait);
  }

  private static void lock(BoundedChannel<?> channel, boolean holdsAnother) {
    if (holdsAnother) {
      channel.lockFurther();
    } else {
      channel.lock();
    }
  }

  private @Nullable Arm<R, X> await(Wait wait) throws InterruptedException {
    Object outcome = Wait.CANCELLED;
    Arm<R, X> chosen = null;
    try {
      outcome = wait.await(Limit.deadline(wait.strand().engine(), limitNanos));
    } finally {
      for (int i = 0; i < count; i++) {
        if (arms[i].settle(outcome)) {
          chosen = arms[i];
        }
      }
    }
    assert chosen != null || outcome == Wait.TIMED_OUT;
    return chosen;
  }

  /** The channels in the order in which they are locked; from now on the arms are fixed. */
  private BoundedChannel<?>[] channels() {
    BoundedChannel<?>[] known = channels;
    if (known != null) {
      return known;
    }
    if (count == 0 && otherwise == null && afterwards == null) {
      throw new IllegalStateException("a select needs an arm; this one has none");
    }
    BoundedChannel<?>[] found = new BoundedChannel<?>[count];
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      distinct = insert(found, distinct, arms[i].channel());
    }
    found = Arrays.copyOf(found, distinct);
    channels = found;
    return found;
  }

  /**
   * Inserts {@code channel} into the first {@code length} of {@code sorted}, unless it is there;
   * returns how many they are now. By hand: a select that is made for one await pays for this at
   * each wait.
   */
  private static int insert(BoundedChannel<?>[] sorted, int length, BoundedChannel<?> channel) {
    int place = length;
    while (place > 0 && sorted[place - 1].id() > channel.id()) {
      place--;
    }
    if (place > 0 && sorted[place - 1] == channel) {
      return length;
    }
    System.arraycopy(sorted, place, sorted, place + 1, length - place);
    sorted[place] = channel;
    return length + 1;
  }

  private Select<R, X> add(Arm<R, X> arm) {
    checkOpen();
    if (count == arms.length) {
      arms = Arrays.copyOf(arms, 2 * count);
    }
    arms[count] = arm;
    count++;
    return this;
  }

  private void checkOpen() {
    if (busy || channels != null) {
      throw new IllegalStateException("a select gets all its arms before it is awaited");
    }
  }

  private static <T> T notNull(T value) {
    return Objects.requireNonNull(value, "a channel carries no null");
  }

  private static <T> BoundedChannel<T> channel(Receiver<T> end) {
    return switch (end) {
      case BoundedChannel<T> channel -> channel;
    };
  }

  private static <T> BoundedChannel<T> channel(Sender<T> end) {
    return switch (end) {
      case BoundedChannel<T> channel -> channel;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Only add() puts arms in.
  private static <R extends @Nullable Object, X extends Exception> Arm<R, X>[] newArms() {
    return new Arm[ARMS_MIN];
  }
}
