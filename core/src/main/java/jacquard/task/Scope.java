package jacquard.task;

import org.jspecify.annotations.Nullable;

/**
 * A block of code whose tasks cannot outlive it. The body runs on the caller's thread; what it
 * forks runs apart; the block is left when all of it has ended.
 *
 * {@snippet :
 * int total = Scope.call(scope -> {
 *   Task<Integer> left = scope.fork(() -> count(a));
 *   Task<Integer> right = scope.fork(() -> count(b));
 *   return left.join() + right.join();
 * });
 * }
 *
 * <p><b>Failure.</b> The first failure, a child's or the body's, cancels the rest; the scope waits
 * for all of them and then throws that first failure itself, not a wrapper, with later ones
 * suppressed. {@code fork} is declared to throw what its work throws, so that the compiler knows
 * which checked exceptions may leave the scope.
 *
 * <p><b>Cancellation.</b> A scope whose surroundings are cancelled cancels its body and its
 * children and, once they have ended, throws {@link CancelledException}. A body that returns
 * normally after all children ended normally has its value returned, whatever was asked meanwhile.
 *
 * <p>Cancelling asks, it does not stop: a child that waits no more, or swallows what its waits
 * throw, runs on, and the scope waits for it, however long that takes. A computation that should
 * end calls something that may wait now and then, or looks at its thread's interrupt flag.
 *
 * <p>Ctrl-C is no cancellation: in a program that does not take signals over, the JVM ends, and the
 * {@code finally} blocks of tasks do not run. One that has something to put in order waits for the
 * signal with {@code jacquard.process.Shutdown}, as {@code HttpServer.serve} does, and leaves its
 * scopes then.
 *
 * <p>Forking is allowed from the body and from any task below; after the scope has ended it is an
 * {@link IllegalStateException}.
 */
public sealed interface Scope permits OpenScope {

  /**
   * Runs {@code body} and returns its value once all that it forked has ended.
   *
   * @param body gets the scope to fork in
   * @param <T> the value
   * @param <X> what the body or its children throw
   * @return the body's value
   * @throws X the first failure
   * @throws InterruptedException if the caller was cancelled or interrupted
   * @memory everything the children did happens-before this returns
   */
  static <T extends @Nullable Object, X extends Exception> T call(
      Body<? extends T, ? extends X> body) throws X, InterruptedException {
    return OpenScope.call(OpenScope.UNNAMED, body);
  }

  /**
   * As {@link #call(Body)}, with a name for messages.
   *
   * @param name the scope's name
   * @param body gets the scope to fork in
   * @param <T> the value
   * @param <X> what the body or its children throw
   * @return the body's value
   * @throws X the first failure
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  static <T extends @Nullable Object, X extends Exception> T call(
      String name, Body<? extends T, ? extends X> body) throws X, InterruptedException {
    return OpenScope.call(name, body);
  }

  /**
   * As {@link #call(Body)}, for a body that returns nothing.
   *
   * @param body gets the scope to fork in
   * @param <X> what the body or its children throw
   * @throws X the first failure
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  static <X extends Exception> void run(VoidBody<? extends X> body) throws X, InterruptedException {
    OpenScope.run(OpenScope.UNNAMED, body);
  }

  /**
   * As {@link #run(VoidBody)}, with a name for messages.
   *
   * @param name the scope's name
   * @param body gets the scope to fork in
   * @param <X> what the body or its children throw
   * @throws X the first failure
   * @throws InterruptedException if the caller was cancelled or interrupted
   */
  static <X extends Exception> void run(String name, VoidBody<? extends X> body)
      throws X, InterruptedException {
    OpenScope.run(name, body);
  }

  /**
   * Starts work apart from the caller. Returns at once.
   *
   * <p>The child sees the task-locals and the deadline that its parent had here.
   *
   * @param op the work
   * @param <T> its value
   * @param <X> what it throws
   * @return the task
   * @throws X never here: declared so that it is known to leave the scope
   * @throws IllegalStateException if the scope has ended
   * @memory everything before this call happens-before the work
   */
  <T extends @Nullable Object, X extends Exception> Task<T> fork(Op<? extends T, ? extends X> op)
      throws X;

  /**
   * As {@link #fork(Op)}, with a name for messages.
   *
   * @param name the task's name
   * @param op the work
   * @param <T> its value
   * @param <X> what it throws
   * @return the task
   * @throws X never here
   */
  <T extends @Nullable Object, X extends Exception> Task<T> fork(
      String name, Op<? extends T, ? extends X> op) throws X;

  /**
   * As {@link #fork(Op)}, for work that returns nothing.
   *
   * @param action the work
   * @param <X> what it throws
   * @return the task
   * @throws X never here
   */
  <X extends Exception> Task<@Nullable Void> fork(Action<? extends X> action) throws X;

  /**
   * As {@link #fork(Action)}, with a name for messages.
   *
   * @param name the task's name
   * @param action the work
   * @param <X> what it throws
   * @return the task
   * @throws X never here
   */
  <X extends Exception> Task<@Nullable Void> fork(String name, Action<? extends X> action) throws X;

  /**
   * Cancels the body and all that was forked. A body that returns normally all the same has its
   * value returned: this is also the way to end children that would run for ever.
   *
   * @param why becomes {@link CancelReason.Asked}
   */
  void cancel(String why);

  /**
   * The name given to this scope, or {@code "scope"}.
   *
   * @return the name
   */
  String name();

  /**
   * A scope's body.
   *
   * @param <T> its value
   * @param <X> what it or its children throw
   */
  @FunctionalInterface
  interface Body<T extends @Nullable Object, X extends Exception> {

    /**
     * Does the work.
     *
     * @param scope to fork in
     * @return the value
     * @throws X the failure
     * @throws InterruptedException if it is cancelled or interrupted
     */
    T run(Scope scope) throws X, InterruptedException;
  }

  /**
   * A scope's body that returns nothing.
   *
   * @param <X> what it or its children throw
   */
  @FunctionalInterface
  interface VoidBody<X extends Exception> {

    /**
     * Does the work.
     *
     * @param scope to fork in
     * @throws X the failure
     * @throws InterruptedException if it is cancelled or interrupted
     */
    void run(Scope scope) throws X, InterruptedException;
  }
}
