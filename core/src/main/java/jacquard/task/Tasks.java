package jacquard.task;

import jacquard.internal.engine.Engines;
import jacquard.internal.engine.Strand;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The common shapes of concurrent work, each a {@link Scope} ready made. */
public final class Tasks {

  private Tasks() {}

  /**
   * Does two things at once and combines their values.
   *
   * {@snippet :
   * Page page = Tasks.both(() -> user(id), () -> orders(id), Page::new);
   * }
   *
   * <p>If one fails the other is cancelled, and the caller gets that failure, of its own type.
   *
   * @param first runs apart
   * @param second runs on the caller's thread
   * @param combine makes the result of the two values
   * @param <A> the first value
   * @param <B> the second value
   * @param <R> the result
   * @param <X> what the first throws
   * @param <Y> what the second throws
   * @return the result
   * @throws X if the first failed
   * @throws Y if the second failed
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception,
          Y extends Exception>
      R both(
          Op<? extends A, ? extends X> first,
          Op<? extends B, ? extends Y> second,
          BiFunction<? super A, ? super B, ? extends R> combine)
          throws X, Y, InterruptedException {
    Op<A, RuntimeException> left = undeclared(first);
    Op<B, RuntimeException> right = undeclared(second);
    return Scope.call(
        "both",
        scope -> {
          Task<A> forked = scope.fork("first", left);
          B value = right.run();
          return combine.apply(forked.join(), value);
        });
  }

  /**
   * As {@link #both}, within a time limit. (A lambda that calls {@code both} inside {@link
   * #timeout(Duration, Op)} works too, but there the compiler has one name only for two unrelated
   * exceptions: {@code Exception}.)
   *
   * {@snippet :
   * Page page(long id) throws IOException, SQLException, TimeoutException, InterruptedException {
   *   return Tasks.timeout(ofSeconds(1), () -> user(id), () -> orders(id), Page::new);
   * }
   * }
   *
   * @param limit the time that both together may take
   * @param first runs apart
   * @param second runs on the caller's thread
   * @param combine makes the result of the two values
   * @param <A> the first value
   * @param <B> the second value
   * @param <R> the result
   * @param <X> what the first throws
   * @param <Y> what the second throws
   * @return the result
   * @throws X if the first failed
   * @throws Y if the second failed
   * @throws TimeoutException if the time was up first
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          R extends @Nullable Object,
          X extends Exception,
          Y extends Exception>
      R timeout(
          Duration limit,
          Op<? extends A, ? extends X> first,
          Op<? extends B, ? extends Y> second,
          BiFunction<? super A, ? super B, ? extends R> combine)
          throws X, Y, TimeoutException, InterruptedException {
    Op<A, RuntimeException> left = undeclared(first);
    Op<B, RuntimeException> right = undeclared(second);
    return TimedRegion.<R, RuntimeException>timeout(
        limit, () -> Tasks.<A, B, R, RuntimeException, RuntimeException>both(left, right, combine));
  }

  /**
   * Does {@code op} within a time limit: when the time is up, the wait that it is in ends, and so
   * does all that it forked. The limit is part of the context: whatever is called within, near or
   * far, has at most what is left of it.
   *
   * <p>An {@code op} that returns in spite of the limit has its value returned: the limit stops
   * waits, not computations.
   *
   * @param limit how long it may take; none or less is over at once
   * @param op the work, on the caller's thread
   * @param <T> its value
   * @param <X> what it throws
   * @return its value
   * @throws X if it failed
   * @throws TimeoutException if a wait within was ended by this limit
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  public static <T extends @Nullable Object, X extends Exception> T timeout(
      Duration limit, Op<? extends T, ? extends X> op)
      throws X, TimeoutException, InterruptedException {
    return TimedRegion.timeout(limit, op);
  }

  /**
   * As {@link #timeout(Duration, Op)}, for work that returns nothing.
   *
   * @param limit how long it may take
   * @param action the work
   * @param <X> what it throws
   * @throws X if it failed
   * @throws TimeoutException if a wait within was ended by this limit
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  public static <X extends Exception> void timeout(Duration limit, Action<? extends X> action)
      throws X, TimeoutException, InterruptedException {
    TimedRegion.<@Nullable Void, X>timeout(limit, returningNull(action));
  }

  /**
   * Does clean-up that may wait, although the surroundings are cancelled: cancellation from outside
   * does not reach in, for as long as {@code grace} lasts.
   *
   * {@snippet :
   * try {
   *   work(connection);
   * } finally {
   *   Tasks.shielded(ofSeconds(1), () -> connection.sayGoodbye());
   * }
   * }
   *
   * @param grace how long it may take; then its waits are cancelled
   * @param action the clean-up, on the caller's thread
   * @param <X> what it throws
   * @throws X if it failed
   * @throws InterruptedException if the grace was over first
   */
  public static <X extends Exception> void shielded(Duration grace, Action<? extends X> action)
      throws X, InterruptedException {
    TimedRegion.<@Nullable Void, X>shielded(grace, returningNull(action));
  }

  /**
   * Tries all items at once and returns the first success; the others are cancelled.
   *
   * {@snippet :
   * String fastest = Tasks.firstSuccess(mirrors, mirror -> fetch(mirror));
   * }
   *
   * @param items what to try; at least one
   * @param fn tries one
   * @param <A> an item
   * @param <T> the value
   * @param <X> what a try throws
   * @return the first value
   * @throws X the first failure, with the others suppressed, if every try failed
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      T firstSuccess(Collection<? extends A> items, Fn<? super A, ? extends T, ? extends X> fn)
          throws X, InterruptedException {
    List<Op<T, X>> tries = items.stream().<Op<T, X>>map(item -> () -> fn.apply(item)).toList();
    return FirstSuccess.of(tries);
  }

  /**
   * As {@link #firstSuccess(Collection, Fn)}, for different pieces of work.
   *
   * @param tries what to try; at least one
   * @param <T> the value
   * @param <X> what a try throws
   * @return the first value
   * @throws X the first failure, with the others suppressed, if every try failed
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public static <T extends @Nullable Object, X extends Exception> T firstSuccess(
      Op<? extends T, ? extends X>... tries) throws X, InterruptedException {
    return FirstSuccess.of(List.of(tries));
  }

  /**
   * Applies {@code fn} to all items, at most {@code limit} at a time, and returns the results in
   * the items' order. The first failure cancels the rest.
   *
   * @param limit how many at a time; 1 or more
   * @param items the items
   * @param fn what to do with one
   * @param <A> an item
   * @param <T> a result
   * @param <X> what {@code fn} throws
   * @return the results
   * @throws X the first failure
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      List<T> mapParallel(
          int limit, Collection<? extends A> items, Fn<? super A, ? extends T, ? extends X> fn)
          throws X, InterruptedException {
    if (limit < 1) {
      throw new IllegalArgumentException("mapParallel needs a limit of 1 or more, was " + limit);
    }
    Object[] slots = items.toArray();
    AtomicInteger next = new AtomicInteger();
    Action<X> worker =
        () -> {
          for (int i = next.getAndIncrement(); i < slots.length; i = next.getAndIncrement()) {
            slots[i] = fn.apply(item(slots, i));
          }
        };
    Scope.<X>run(
        "mapParallel",
        scope -> {
          for (int i = 1; i < Math.min(limit, slots.length); i++) {
            scope.fork(worker);
          }
          worker.run();
        });
    return results(slots);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The slots came from items.
  private static <A extends @Nullable Object> A item(Object[] slots, int index) {
    return (A) slots[index];
  }

  @SuppressWarnings("unchecked") // Every slot was overwritten with a result.
  private static <T extends @Nullable Object> List<T> results(Object[] slots) {
    return (List<T>) Arrays.asList(slots);
  }

  /** Lets other ready tasks run before the calling one goes on: for long computations. */
  @SuppressWarnings("NamedLikeContextualKeyword") // The word of the field; always qualified.
  public static void yield() {
    Strand.current().engine().yield();
  }

  /**
   * Which engine the caller runs on, and why: {@code loop engine, 2 workers (…)}.
   *
   * @return one line
   */
  public static String describeEngine() {
    return Engines.describe(Strand.current().engine());
  }

  private static <X extends Exception> Op<@Nullable Void, X> returningNull(
      Action<? extends X> action) {
    return () -> {
      action.run();
      return null;
    };
  }

  /** The same work, its exception undeclared: for methods that declare it themselves. */
  @SuppressWarnings("unchecked")
  private static <T extends @Nullable Object> Op<T, RuntimeException> undeclared(
      Op<? extends T, ?> op) {
    return (Op<T, RuntimeException>) op;
  }
}
