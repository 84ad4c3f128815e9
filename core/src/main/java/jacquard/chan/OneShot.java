package jacquard.chan;

import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.task.Fn;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A place for one value, sent once: the reply to a request, the news that something has happened.
 *
 * {@snippet :
 * record Question(String text, OneShot<String> reply) {}
 *
 * OneShot<String> reply = OneShot.create();
 * questions.send(new Question("6 times 7?", reply));
 * String answer = reply.receive();
 * }
 *
 * <p><b>Guarantee.</b> The first {@link #send} or {@link #close()} decides, all later ones have no
 * effect and say so. The value stays: any number of tasks may receive it, before or after it was
 * sent, any number of times.
 *
 * <p><b>Giving up.</b> Whoever was to send, and won't, closes: receivers that wait, or come later,
 * get a {@link ClosedException}; with {@code try (reply) { … }} that can't be forgotten. Whoever
 * was to receive, and won't, may close too: then the {@code send} returns false.
 *
 * <p><b>Without a stack.</b> {@link #then} has the value handled by a task that has no stack of its
 * own while it waits: about 200 bytes each, and no switch when the value comes.
 *
 * <p><b>Limits.</b> Null can't be sent. As many may wait as there is memory for. A {@link Select}
 * has no arm for a one-shot yet: use a channel of capacity 1 there.
 *
 * <p><b>Cost.</b> One object, one atomic operation to send.
 *
 * @param <T> what it carries; never null
 */
/*
 * One word, `state`:
 *
 *    null / a list of Listeners, newest first ──send──▶ the value
 *                                             ──close─▶ a Closing
 *
 * I1  Once it is a value or a Closing it never changes. (No T is a Listener or a Closing: no user can
 *     make one.)
 * I2  Every listener in the list is told once, after that, by whoever settled. One that gave up is
 *     told too, which its Wait or its task knows to ignore.
 *
 * Those that gave up are taken out at once when they are the newest; the others now and then, so that
 * the list stays within a few times those that wait.
 *
 * Proved by: OneShotTest, OneShotStress.
 */
public final class OneShot<T> implements AutoCloseable {

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(OneShot.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Object state;

  private OneShot() {}

  /**
   * A new one, open.
   *
   * @param <T> what it carries
   * @return nobody has sent to it
   */
  public static <T> OneShot<T> create() {
    return new OneShot<>();
  }

  // ---------------------------------------------------------------- sending

  /**
   * Sends the value, if nobody has sent or closed before. Never waits.
   *
   * <p>What {@link #then} was told to do may run within this call, on the caller's stack.
   *
   * @param value what to send
   * @return false if it was not sent: the value is still the caller's
   * @memory what the caller did before happens-before what a receiver of the value does after
   */
  public boolean send(T value) {
    return settle(Objects.requireNonNull(value, "a one-shot carries no null"));
  }

  /** Ends this without a value, if nobody has sent or closed before. Never waits. */
  @Override
  public void close() {
    settle(new Closing(null));
  }

  /**
   * Ends this without a value because of a failure: receivers get {@code cause} in a {@link
   * ChannelFailedException}.
   *
   * @param cause why
   */
  public void close(Throwable cause) {
    settle(new Closing(Objects.requireNonNull(cause, "to close without a cause use close()")));
  }

  /**
   * Whether this was closed before a value was sent: a sender that learns this may save its work.
   *
   * @return true from that close on
   */
  public boolean isClosed() {
    return state instanceof Closing;
  }

  private boolean settle(Object end) {
    Object now;
    do {
      now = state;
      if (isSettled(now)) {
        return false;
      }
    } while (!STATE.compareAndSet(this, now, end));
    if (now instanceof Listener newest) {
      newest.tellAll();
    }
    return true;
  }

  private static boolean isSettled(@Nullable Object state) {
    return state != null && !(state instanceof Listener);
  }

  // ---------------------------------------------------------------- receiving

  /**
   * Waits for the value.
   *
   * <p><b>Blocking and cancellation.</b> Waits until a value was sent. Throws if the task is
   * cancelled, even if it would not have had to wait.
   *
   * @return the value
   * @throws ClosedException if this was closed without a value
   * @throws InterruptedException if the task is cancelled or the thread interrupted
   * @memory what the sender did before happens-before what the caller does after
   */
  public T receive() throws InterruptedException {
    await(Limit.NONE);
    return settled();
  }

  /**
   * As {@link #receive()}, for at most {@code limit}; zero or less looks once, without waiting.
   *
   * @param limit how long to wait at most
   * @return the value
   * @throws ClosedException as {@link #receive()}
   * @throws TimeoutException if no value came in time
   * @throws InterruptedException as {@link #receive()}
   */
  public T receive(Duration limit) throws InterruptedException, TimeoutException {
    if (!await(Limit.nanos(limit))) {
      throw new TimeoutException("nothing came from " + this + " within " + Limit.text(limit));
    }
    return settled();
  }

  /**
   * Looks whether the value is there. Never waits.
   *
   * @return the value, empty or closed
   */
  public Received<T> tryReceive() {
    Object now = state;
    if (!isSettled(now)) {
      return new Received.Empty<>();
    }
    return now instanceof Closing(var cause)
        ? new Received.Closed<>(cause)
        : new Received.Value<>(settled());
  }

  /**
   * Has {@code handler} take the value, in a task of {@code scope} that has no stack until then.
   *
   * <p>The handler runs once, when the value is there: on the stack of whoever sends it (or the
   * caller's, if it was sent), or bare on a carrier thread if too many handlers have set each other
   * off there. It sees the task-locals that the caller has here.
   *
   * <p><b>Blocking and cancellation.</b> Never waits. The handler must not: whatever of ours may
   * wait throws {@link IllegalStateException} in it, which names the place; a JDK call that blocks
   * holds up the sender. It may fork. A task that is cancelled before the value comes never runs
   * its handler.
   *
   * <p><b>Errors.</b> What the handler throws, and the {@link ClosedException} if no value comes,
   * is the task's failure, and fails the scope like that of any child.
   *
   * @param <R> what the handler returns
   * @param <X> what the handler throws
   * @param scope whose child the task is: it ends before the scope does
   * @param handler takes the value
   * @return the task
   * @throws X never here: declared so that it is known to leave the scope
   * @throws IllegalStateException if the scope has ended
   * @memory what the sender did before happens-before the handler
   */
  public <R extends @Nullable Object, X extends Exception> Task<R> then(
      Scope scope, Fn<? super T, ? extends R, ? extends X> handler) throws X {
    Continuation<T, R> continuation = new Continuation<>(this, Objects.requireNonNull(handler));
    Task<R> task = continuation.in(scope);
    if (!push(continuation)) {
      continuation.setOff();
    } else if (continuation.hasGivenUp()) {
      removeGivenUp(); // cancelled before it was in the list
    }
    return task;
  }

  /** The value; only where there is one, or the close to throw. */
  T settled() {
    Object end = Objects.requireNonNull(state);
    if (end instanceof Closing closed) {
      throw closed.exception("one-shot");
    }
    @SuppressWarnings("unchecked") // I1
    T value = (T) end;
    return value;
  }

  /** Waits until this is settled; false if the time was up first. */
  private boolean await(long limitNanos) throws InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    if (isSettled(state)) {
      return true;
    }
    if (limitNanos == 0) {
      return false;
    }
    Wait wait = new Wait(strand);
    Listener listener = new Listener.Waiting(wait);
    if (!push(listener)) {
      return true;
    }
    boolean told = false;
    try {
      told = wait.await(Limit.deadline(strand.engine(), limitNanos)) == Wait.DONE;
      return told;
    } finally {
      if (!told) {
        wait.commit(Wait.CANCELLED); // in case the stack, or the heap, ran out
        removeGivenUp();
      }
    }
  }

  /** Adds to those who will be told; false if this is settled. */
  private boolean push(Listener listener) {
    while (true) {
      Object now = state;
      if (isSettled(now)) {
        return false;
      }
      listener.setNext((Listener) now);
      if (STATE.compareAndSet(this, now, listener)) {
        return true;
      }
    }
  }

  /** Forgets listeners that gave up: at once if they are the newest, or else now and then. */
  void removeGivenUp() {
    while (state instanceof Listener newest) {
      if (!newest.hasGivenUp()) {
        newest.forget(Strand.current().engine());
        return;
      }
      STATE.compareAndSet(this, newest, newest.next());
    }
  }

  /** Whether somebody waits; already out of date. */
  boolean hasListeners() {
    return state instanceof Listener;
  }

  @Override
  public String toString() {
    Object now = state;
    if (!isSettled(now)) {
      return "one-shot (open)";
    }
    return now instanceof Closing ? "one-shot (closed)" : "one-shot (sent)";
  }
}
