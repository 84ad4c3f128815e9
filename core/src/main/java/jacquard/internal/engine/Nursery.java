package jacquard.internal.engine;

import org.jspecify.annotations.Nullable;

/** A scope, as it is seen by those who have work in it without a stack. */
public interface Nursery {

  /**
   * A task of this scope that nobody runs yet: the scope waits for it, and cancels it with the
   * others. It begins and ends when the caller runs it.
   *
   * @param work told of the job before anybody can cancel it
   */
  void defer(Deferred<?> work);

  /**
   * The work of a deferred task.
   *
   * @param <T> its value
   */
  interface Deferred<T extends @Nullable Object> {

    /**
     * Whoever runs {@code task} has {@link #call} called. It is the scope's kind of task, and its
     * own {@link Cancellation} region.
     */
    void isTask(Job task);

    /** What the task is called; null if nothing of its own. */
    default @Nullable String name() {
      return null;
    }

    /** Called last when it is deferred: sets going what will run it. */
    default void begin() {}

    /** Does the work; the task ends with what this returns or throws. */
    T call() throws Exception;

    /** The task was cancelled before it ran: runs it, in a moment, so that it ends. Any thread. */
    void cancelled();
  }
}
