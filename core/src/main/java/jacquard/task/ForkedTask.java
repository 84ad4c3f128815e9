package jacquard.task;

import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Context;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Limit;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.time.Deadline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task of a scope: the job that the engine runs, the region that a cancel reaches. */
/*
 * Two words make up the state.
 *
 *   claimed      false ──claim──▶ true
 *                by a worker, or by the task that joins it (then it runs on the joiner's stack):
 *                whoever wins carries it to its end. One that is cancelled by then does no work.
 *
 *   completions  null / a list of Completions ──▶ Completion.ENDED
 *                by the claimer, once, after `result` was written.
 *
 * I1  The work runs at most once, on the strand of the one who claimed.
 * I2  A failure is made known to the scope before anybody can see that this task has ended: a joiner
 *     of a failed task is therefore a cancelled one.
 * I3  The scope counts this task as ended after its callbacks have run.
 * I4  It runs inline only where nothing could let the joiner return before it: the joiner stands in
 *     the very scope that the task was forked in, and in no deadline, shield or scope within.
 * I5  Whoever claimed ends the task; where its stack has no room for that, the scope does (its I4).
 *
 * Proved by: TaskTest, ScopeLawsTest, StackOverflowTest, TaskStress.
 */
sealed class ForkedTask<T extends @Nullable Object> extends Region implements Task<T>, Job
    permits DeferredTask {

  /** What all tasks without a value share. */
  private static final Success<?> NOTHING = new Success<@Nullable Object>(null);

  private static final VarHandle CLAIMED;
  private static final VarHandle COMPLETIONS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CLAIMED = lookup.findVarHandle(ForkedTask.class, "claimed", boolean.class);
      COMPLETIONS = lookup.findVarHandle(ForkedTask.class, "completions", Completion.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final OpenScope scope;
  private final @Nullable String name;
  private final Context context;
  private final boolean supervised;

  /** The work; the claimer takes it away. Guarded by the claim. */
  private @Nullable Op<? extends T, ?> op;

  /** Written by the claimer before it ends the task; guarded by {@link #completions}. */
  private @Nullable Outcome<T> result;

  /** Who is to be told that this task has ended; the claimer's. */
  private @Nullable Completion untold;

  /** Whether the scope has counted the end of this task; the claimer's. */
  private boolean counted;

  /** The next in a list of the scope's; its owner's thread only. */
  @Nullable ForkedTask<?> next;

  private volatile boolean claimed;
  private volatile @Nullable Completion completions;

  ForkedTask(
      OpenScope scope,
      @Nullable String name,
      Context context,
      boolean supervised,
      Op<? extends T, ?> op) {
    this.scope = scope;
    this.name = name;
    this.context = context;
    this.supervised = supervised;
    this.op = op;
  }

  // ---- running

  @Override
  public boolean isFresh() {
    return !claimed;
  }

  /** Takes the right to carry this task to its end; true once. */
  boolean claim() {
    return !claimed && CLAIMED.compareAndSet(this, false, true);
  }

  @Override
  public void run(Strand strand) {
    if (!claim()) {
      return;
    }
    try {
      perform(strand);
    } catch (Throwable error) { // not the work's: the stack, or the heap, ran out under our feet
      if (strand != scope.owner) {
        endAfter(error, strand);
      } else { // inline, somewhere down the owner's stack: see OpenScope, I4
        next = scope.unended;
        scope.unended = this;
        scope.overflow = error;
      }
      throw error;
    }
  }

  private void perform(Strand strand) {
    Op<? extends T, ?> work = Objects.requireNonNull(op);
    op = null;
    Context before = strand.context();
    Cancellation outer = strand.node();
    Outcome<T> outcome;
    try {
      enter(strand);
      strand.setContext(context);
      outcome = outcomeOf(work);
    } finally {
      strand.setContext(before);
      exit(strand, outer);
    }
    end(outcome, strand);
  }

  private Outcome<T> outcomeOf(Op<? extends T, ?> work) {
    CancelReason why = reason();
    if (why != null) {
      return new Cancelled<>(why);
    }
    try {
      return success(work.run());
    } catch (Throwable failure) {
      return ended(failure);
    }
  }

  @SuppressWarnings("unchecked") // It holds no T.
  private Outcome<T> success(T value) {
    return value == null ? (Outcome<T>) NOTHING : new Success<>(value);
  }

  private Outcome<T> ended(Throwable failure) {
    CancelReason why = reason();
    if (why != null && obeyed(failure)) {
      return new Cancelled<>(why);
    }
    return new Failure<>(failure);
  }

  private void end(Outcome<T> outcome, Strand strand) {
    result = outcome;
    if (!supervised) {
      scope.childHas(outcome);
    }
    untold = (Completion) COMPLETIONS.getAndSet(this, Completion.ENDED);
    tellAll(strand);
  }

  private void tellAll(Strand strand) {
    Completion all = untold;
    if (all != null) {
      Completion.runAll(all, this, scope);
      untold = null;
    }
    scope.childEnded(strand);
    counted = true;
  }

  /** Ends this task, whose claimer was thrown out by {@code error} before or within its end. */
  void endAfter(Throwable error, Strand strand) {
    Outcome<T> outcome = result;
    if (!isEnded()) {
      end(outcome == null ? new Failure<>(error) : outcome, strand);
    } else if (!counted) {
      tellAll(strand);
    }
  }

  // ---- cancelling

  @Override
  protected boolean isEnded() {
    return completions == Completion.ENDED;
  }

  @Override
  public boolean cancel(String why) {
    return !isEnded() && cancel(new CancelReason.Asked(why));
  }

  // ---- joining

  @Override
  public T join() throws InterruptedException {
    if (!isEnded()) {
      awaitEnd(Context.NEVER);
    }
    return value();
  }

  @Override
  public T join(Duration limit) throws TimeoutException, InterruptedException {
    if (!isEnded() && !awaitEnd(Deadline.after(limit).nanos())) {
      throw new TimeoutException("task '" + name() + "' has not ended within " + Limit.text(limit));
    }
    return value();
  }

  @Override
  public Outcome<T> outcome() throws InterruptedException {
    if (!isEnded()) {
      awaitEnd(Context.NEVER);
    }
    return Objects.requireNonNull(result);
  }

  @Override
  public Optional<Outcome<T>> poll() {
    return isEnded() ? Optional.of(Objects.requireNonNull(result)) : Optional.empty();
  }

  private T value() throws InterruptedException {
    return switch (Objects.requireNonNull(result)) {
      case Success<T>(T value) -> value;
      case Failure<T>(Throwable failure) -> throw noValue("failed: " + failure, failure);
      case Cancelled<T>(CancelReason why) -> throw noValue("was cancelled: " + why, null);
    };
  }

  private InterruptedException noValue(String outcome, @Nullable Throwable failure)
      throws InterruptedException {
    Strand.current().checkCancelled();
    var exception = new CancelledException(new CancelReason.Joined(name(), outcome));
    if (failure != null) {
      exception.initCause(failure);
    }
    return exception;
  }

  /** Waits until this task has ended, inline if that is sound; false if the time was up first. */
  private boolean awaitEnd(long deadlineNanos) throws InterruptedException {
    Strand strand = Strand.current();
    if (deadlineNanos == Context.NEVER && mayRunInline(strand)) {
      strand.runInline(this);
      if (isEnded()) {
        return true;
      }
    }
    if (strand == scope.owner) {
      scope.recover(); // this task may be one that found no room to end
    }
    strand.checkCancelled();
    Wait wait = new Wait(strand);
    Completion joiner = new Completion.Joiner(wait);
    if (!push(joiner)) {
      return true;
    }
    boolean told = false;
    try {
      told = wait.await(deadlineNanos) == Wait.DONE;
      return told;
    } finally {
      if (!told) {
        remove(joiner);
      }
    }
  }

  private boolean mayRunInline(Strand strand) {
    return !claimed && scope.isInnermostOf(strand) && strand.mayInline();
  }

  // ---- telling

  @Override
  public void onCompletion(Consumer<? super Outcome<T>> callback) {
    Completion told = new Completion.Callback<>(callback);
    if (!push(told)) {
      callback.accept(Objects.requireNonNull(result));
    }
  }

  /** Adds to those who will be told; false if this task has ended. */
  private boolean push(Completion completion) {
    while (true) {
      Completion head = completions;
      if (head == Completion.ENDED) {
        return false;
      }
      completion.setNext(head);
      if (COMPLETIONS.compareAndSet(this, head, completion)) {
        return true;
      }
    }
  }

  /**
   * Forgets a joiner that gave up. The first is swapped out; others wait till they are the first.
   */
  private void remove(Completion joiner) {
    joiner.giveUp();
    while (true) {
      Completion head = completions;
      if (head == null || head == Completion.ENDED || !head.hasGivenUp()) {
        return;
      }
      COMPLETIONS.compareAndSet(this, head, head.next());
    }
  }

  @Override
  public String name() {
    return name == null ? "task" : name;
  }

  @Override
  public String toString() {
    return "task '" + name() + "' of scope '" + scope.name() + "'";
  }

  @Nullable Outcome<T> result() {
    return result;
  }
}
