package jacquard.task;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A value that a task carries along and hands to the tasks it forks: a request's identity, a
 * tenant, a trace. Bound for a block, never set; what a child sees was captured when it was forked.
 *
 * {@snippet :
 * static final TaskLocal<String> TENANT = TaskLocal.of("none");
 *
 * TENANT.bind("acme", () -> handle(request));   // TENANT.get() is "acme" within, and below
 * }
 *
 * @param <T> the value
 */
public final class TaskLocal<T extends @Nullable Object> {

  private final T initial;

  private TaskLocal(T initial) {
    this.initial = initial;
  }

  /**
   * A task-local that is {@code initial} wherever nothing is bound.
   *
   * @param initial the value where nothing is bound
   * @param <T> the value
   * @return a new task-local
   */
  public static <T extends @Nullable Object> TaskLocal<T> of(T initial) {
    return new TaskLocal<>(initial);
  }

  /**
   * The value bound here.
   *
   * @return the innermost binding's value, or the initial one
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // Only bind() makes bindings for this key.
  public T get() {
    Context.Binding binding = Strand.current().context().find(this);
    return binding == null ? initial : (T) binding.value();
  }

  /**
   * Runs {@code op} with {@code value} bound.
   *
   * @param value what {@link #get} returns within, and in all tasks forked within
   * @param op the work, on the caller's thread
   * @param <R> its result
   * @param <X> what it throws
   * @return its result
   * @throws X if it fails
   * @throws InterruptedException if it is cancelled or interrupted
   */
  public <R extends @Nullable Object, X extends Exception> R bind(
      T value, Op<? extends R, ? extends X> op) throws X, InterruptedException {
    Strand strand = Strand.current();
    Context before = strand.context();
    strand.setContext(before.with(this, value));
    try {
      return op.run();
    } finally {
      strand.setContext(before);
    }
  }

  /**
   * As {@link #bind(Object, Op)}, for work that returns nothing.
   *
   * @param value what {@link #get} returns within
   * @param action the work
   * @param <X> what it throws
   * @throws X if it fails
   * @throws InterruptedException if it is cancelled or interrupted
   */
  public <X extends Exception> void bind(T value, Action<? extends X> action)
      throws X, InterruptedException {
    this.<@Nullable Void, X>bind(
        value,
        () -> {
          action.run();
          return null;
        });
  }
}
