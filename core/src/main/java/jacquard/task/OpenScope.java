package jacquard.task;

import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Nursery;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A scope while its block runs: counts its children, keeps the first failure, closes. */
/*
 * How the live children are counted. Most children are forked by the owner, and many are run by it too
 * (an inline join): these are counted in `own`, a plain field of the owner. All others go through
 * `shared`, which carries OPEN on top while the body runs, so that it can't come to zero. The owner
 * closes by adding `own` and taking OPEN away: from then on `shared` is the number of live children,
 * and whoever brings it to zero wakes the owner.
 *
 *   live children  =  own + (shared - OPEN)     body runs
 *                  =  shared                    closing; 0 = closed, for ever
 *
 * I1  `closing` is set before OPEN is taken away: who reaches zero finds it.
 * I2  A fork by others succeeds only if it raises a `shared` above zero: never after the end.
 * I3  `failure` is set before the region is cancelled for it.
 * I4  Every child that was counted is counted out. When the owner's stack runs out between the two, there
 *     is no room on it to put that right: the child is noted by plain writes, which need no stack, and
 *     seen to further up: when the owner waits for a child, or closes the scope. Not covered: the stack
 *     of another task that forks here, a scope that was opened where there is no room to close it, a
 *     waker whose stack ends between the commit of a wait and the unpark, or in the JDK's unpark, a
 *     sender to a one-shot or a handler whose stack ends before that is told, a canceller whose stack
 *     ends before all below are told, and one in line for a permit, a lock or a message that is served
 *     while its wait ends for want of memory: what it was given is lost.
 *
 * Proved by: ScopeTest, ScopeLawsTest, StackOverflowTest, ScopeStress; StackOverflowWhileWaitingTest,
 * which is not part of the build.
 */
final class OpenScope extends Region implements Scope, Nursery {

  static final String UNNAMED = "scope";

  private static final int OPEN = 1 << 30;

  private static final VarHandle SHARED;
  private static final VarHandle FAILURE;
  private static final VarHandle ASKED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SHARED = lookup.findVarHandle(OpenScope.class, "shared", int.class);
      FAILURE = lookup.findVarHandle(OpenScope.class, "failure", Throwable.class);
      ASKED = lookup.findVarHandle(OpenScope.class, "asked", CancelReason.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String name;
  final Strand owner;

  /** Forked less ended, by the owner's thread; only it touches this. */
  private int own;

  private volatile int shared = OPEN;

  /** Who waits for the last child; set once, by the owner. */
  private volatile @Nullable Wait closing;

  /** The first failure of the body or a child. */
  private volatile @Nullable Throwable failure;

  /** The child that the first failure came from, or null if it was the body's. */
  private volatile @Nullable ForkedTask<?> failedChild;

  /** Whether a child ended cancelled because this scope was. */
  private volatile boolean childCancelled;

  /**
   * The first reason given by this scope's own people; not one that the block has to answer for.
   */
  private volatile @Nullable CancelReason asked;

  private volatile boolean closed;

  /** Children that were counted, but perhaps not queued; the owner's thread only (I4). */
  private @Nullable ForkedTask<?> unstarted;

  /** Children that ran on the owner's stack and did not end; the owner's thread only (I4). */
  @Nullable ForkedTask<?> unended;

  /** What the last of these met; the owner's thread only. */
  @Nullable Throwable overflow;

  private OpenScope(String name, Strand owner) {
    this.name = name;
    this.owner = owner;
  }

  // ---- the block

  static <T extends @Nullable Object, X extends Exception> T call(
      String name, Body<? extends T, ? extends X> body) throws X, InterruptedException {
    Strand strand = Strand.current();
    strand.checkMayWait();
    OpenScope scope = new OpenScope(name, strand);
    strand.node().adopt(scope);
    Cancellation outer = scope.enter(strand);
    T value;
    try {
      value = scope.callBody(body);
    } catch (Throwable thrown) {
      scope.close(outer);
      throw scope.result(thrown);
    }
    scope.close(outer);
    scope.check();
    return value;
  }

  static <X extends Exception> void run(String name, VoidBody<? extends X> body)
      throws X, InterruptedException {
    OpenScope.<@Nullable Object, X>call(
        name,
        scope -> {
          body.run(scope);
          return null;
        });
  }

  private <T extends @Nullable Object, X extends Exception> T callBody(
      Body<? extends T, ? extends X> body) throws X, InterruptedException {
    try {
      return body.run(this);
    } catch (Throwable thrown) {
      bodyThrew(thrown);
      throw thrown;
    }
  }

  private void bodyThrew(Throwable thrown) {
    if (!obeyed(thrown)) {
      fail(thrown, null);
    }
  }

  private void close(Cancellation outer) {
    recover();
    Wait wait = new Wait(owner);
    closing = wait;
    int live = (int) SHARED.getAndAdd(this, own - OPEN) + own - OPEN;
    assert live >= 0;
    if (live > 0) {
      wait.awaitUncancelled();
    }
    closed = true;
    exit(owner, outer);
  }

  /** Sees to the children that the stack had no room for (I4); the owner's thread only. */
  void recover() {
    Throwable error = overflow;
    if (error == null) {
      return;
    }
    for (ForkedTask<?> task = unstarted; task != null; task = unstarted) {
      boolean mine = task.abandon(owner);
      unstarted = task.next;
      if (mine) {
        note(task, error);
      }
    }
    for (ForkedTask<?> task = unended; task != null; task = unended) {
      unended = task.next; // first: its callbacks may come here again
      try {
        task.endAfter(error, owner);
      } catch (Throwable again) { // further up, then
        note(task, again);
        throw again;
      }
    }
    overflow = null;
  }

  /**
   * Notes a child that was claimed and has not ended, because of {@code error}; the owner's thread.
   */
  private void note(ForkedTask<?> task, Throwable error) {
    task.next = unended;
    unended = task;
    overflow = error;
  }

  /** What a block throws whose body threw {@code thrown}. */
  private <X extends Exception> RuntimeException result(Throwable thrown)
      throws X, InterruptedException {
    check();
    throw Failures.<X>rethrow(thrown);
  }

  /** Throws the failure, or the cancellation, that this closed scope ended with. */
  private <X extends Exception> void check() throws X, InterruptedException {
    Throwable first = failure;
    CancelReason why = reason();
    if (why != null && isFromOutside(why, first)) {
      if (first != null || childCancelled) {
        throw cancelledBy(why, first);
      }
    } else if (first != null) {
      ForkedTask<?> child = failedChild;
      if (child != null) {
        Failures.joinTrace(first, child.label());
      }
      throw Failures.<X>rethrow(first);
    }
  }

  private boolean isFromOutside(CancelReason why, @Nullable Throwable first) {
    boolean failed = why instanceof CancelReason.ScopeFailed(_, Throwable cause) && cause == first;
    return why != asked && !failed;
  }

  private static CancelledException cancelledBy(CancelReason why, @Nullable Throwable later) {
    var cancelled = new CancelledException(why);
    if (later != null) {
      Failures.suppress(cancelled, later);
    }
    return cancelled;
  }

  // ---- children

  @Override
  public <T extends @Nullable Object, X extends Exception> Task<T> fork(
      Op<? extends T, ? extends X> op) {
    return start(null, Objects.requireNonNull(op, "op"));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> Task<T> fork(
      String name, Op<? extends T, ? extends X> op) {
    return start(name, Objects.requireNonNull(op, "op"));
  }

  @Override
  public <X extends Exception> Task<@Nullable Void> fork(Action<? extends X> action) {
    return start(null, Objects.requireNonNull(action, "action"));
  }

  @Override
  public <X extends Exception> Task<@Nullable Void> fork(String name, Action<? extends X> action) {
    return start(name, Objects.requireNonNull(action, "action"));
  }

  /**
   * Starts work whose failure is its own affair: it waits in the task's outcome for the caller, who
   * must look at it.
   */
  <T extends @Nullable Object> Task<T> forkSupervised(Op<? extends T, ?> op) {
    Objects.requireNonNull(op, "op");
    Strand strand = Strand.current();
    return start(new SupervisedTask<>(this, strand.context(), op), strand);
  }

  /** Starts {@code work}, an {@link Op} or an {@link Action}. */
  private <T extends @Nullable Object> Task<T> start(@Nullable String taskName, Object work) {
    Strand strand = Strand.current();
    return start(new ForkedTask<>(this, taskName, strand.context(), work), strand);
  }

  private <T extends @Nullable Object> Task<T> start(ForkedTask<T> task, Strand strand) {
    count(strand);
    try {
      adopt(task);
      owner.engine().execute(task);
    } catch (Throwable error) { // the stack, or the heap, ran out
      if (strand == owner) { // without a call: I4
        task.next = unstarted;
        unstarted = task;
        overflow = error;
      } else {
        giveUp(task, strand, error);
      }
      throw error;
    }
    return task;
  }

  /** Ends a child that another than the owner has counted, and perhaps never queued. */
  private static void giveUp(ForkedTask<?> task, Strand strand, Throwable error) {
    if (task.abandon(strand)) {
      task.endAfter(error, strand);
    }
  }

  @Override
  public void defer(Deferred<?> work) {
    Strand strand = Strand.current();
    DeferredTask<?> task = new DeferredTask<>(this, strand.context(), work);
    work.isTask(task);
    count(strand);
    try {
      adopt(task);
      work.begin();
    } catch (Throwable error) { // the stack, or the heap, ran out
      if (strand == owner) { // without a call: I4
        task.next = unstarted;
        unstarted = task;
        overflow = error;
      } else {
        giveUp(task, strand, error);
      }
      throw error;
    }
  }

  private void count(Strand strand) {
    if (strand == owner && closing == null) {
      own++;
      return;
    }
    while (true) {
      int now = shared;
      if (now <= 0) {
        throw new IllegalStateException(
            text(name) + " has ended: nothing can be forked in it any more");
      }
      if (SHARED.compareAndSet(this, now, now + 1)) {
        return;
      }
    }
  }

  /** A child has its outcome, and nobody knows yet. */
  void childHas(ForkedTask<?> child, Outcome<?> outcome) {
    switch (outcome) {
      case Success<?> _ -> {}
      case Failure<?>(Throwable cause) -> fail(cause, child);
      case Cancelled<?> _ -> {
        if (isCancelled()) { // not |=, which could write back what it read before another child
          childCancelled = true;
        }
      }
    }
  }

  /** A child has ended, on {@code strand}, and everybody who waited for it was told. */
  void childEnded(Strand strand) {
    if (strand == owner && closing == null) {
      own--;
      return;
    }
    if ((int) SHARED.getAndAdd(this, -1) == 1) {
      Wait wait = closing;
      if (wait != null) {
        wait.commit(Wait.DONE);
      }
    }
  }

  /**
   * The body failed, or {@code child}, or what was told of its end.
   *
   * @param child null for the body
   */
  void fail(Throwable thrown, @Nullable ForkedTask<?> child) {
    if (FAILURE.compareAndSet(this, null, thrown)) {
      failedChild = child;
    }
    Throwable first = failure;
    if (first == thrown) {
      cancel(new CancelReason.ScopeFailed(name, thrown));
    } else if (first != null && !obeyed(thrown)) {
      Failures.suppress(first, thrown);
    }
  }

  // ---- faces

  @Override
  protected boolean isEnded() {
    return closed;
  }

  /** Racy: another thread than the owner's may read `own` a little late, or while this closes. */
  @Override
  protected int liveChildren() {
    int now = shared;
    return Math.max(0, now > OPEN / 2 ? own + now - OPEN : now);
  }

  @Override
  public void cancel(String why) {
    finish(new CancelReason.Asked(why));
  }

  /** Ends what still runs, for a reason that is no failure of the block. */
  void finish(CancelReason why) {
    // The first one asked counts: who asks later, or at the same time, cancels for that too.
    CancelReason first = (CancelReason) ASKED.compareAndExchange(this, null, why);
    cancel(first == null ? why : first);
  }

  @Override
  public String name() {
    return name;
  }

  boolean hasName() {
    return !name.equals(UNNAMED);
  }

  @Override
  public String toString() {
    return text(name);
  }

  /** A scope of that name, in a sentence: {@code scope 'downloads'}, {@code scope}. */
  static String text(String name) {
    return name.equals(UNNAMED) ? UNNAMED : "scope '" + name + "'";
  }
}
