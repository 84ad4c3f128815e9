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
 *   strand       null ──tryEnter, claim──▶ whose strand it is
 *   (the region's)   by a worker, or by the task that joins it (then it runs on the joiner's stack):
 *                whoever wins carries it to its end. One that is cancelled by then does no work.
 *
 *   completions  null / a list of Completions ──▶ Completion.ENDED
 *                by the claimer, once, after `result` was written.
 *
 * A program may hold a million of these, so there is one field for what is needed one after the other:
 *
 *   todo         the work ──claimed──▶ null ──ended──▶ who is to be told ──told and counted──▶ COUNTED
 *   result       UNSET ──▶ the value itself, null for work that returns none, or a NoValue
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
    permits DeferredTask, SupervisedTask {

  /** The outcome that all tasks without a value share. */
  private static final Success<?> NOTHING = new Success<@Nullable Object>(null);

  /** What {@link #result} is before anything came of the work. */
  private static final Object UNSET = new Object();

  /** What {@link #todo} is when there is nothing more to do. */
  private static final Object COUNTED = new Object();

  private static final VarHandle COMPLETIONS;

  static {
    try {
      COMPLETIONS =
          MethodHandles.lookup().findVarHandle(ForkedTask.class, "completions", Completion.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * What {@link #result} is of work that failed or was cancelled. Nobody else gets to see one, nor
   * {@link #UNSET}: an {@link Outcome} may be what the work returned.
   */
  private record NoValue<T extends @Nullable Object>(Outcome<T> outcome) {}

  private static final String UNNAMED = "task";

  private final OpenScope scope;
  private final @Nullable String name;
  private final Context context;

  /** See above; the claimer's. */
  private @Nullable Object todo;

  /** Written by the claimer before it ends the task; guarded by {@link #completions}. */
  private @Nullable Object result = UNSET;

  /** The next in a list of the scope's; its owner's thread only. */
  @Nullable ForkedTask<?> next;

  private volatile @Nullable Completion completions;

  ForkedTask(OpenScope scope, @Nullable String name, Context context, Object work) {
    this.scope = scope;
    this.name = name;
    this.context = context;
    this.todo = work;
  }

  // ---- running

  @Override
  public boolean isFresh() {
    return !isEntered();
  }

  @Override
  public void run(Strand strand) {
    Cancellation outer = strand.node();
    if (isEntered() || !tryEnter(strand)) {
      return;
    }
    try {
      perform(strand, outer);
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

  private void perform(Strand strand, Cancellation outer) {
    Context before = strand.context();
    boolean succeeded;
    try {
      entered(strand, outer);
      strand.setContext(context);
      succeeded = succeeds(takeWork());
    } finally {
      strand.setContext(before);
      leave(strand, outer);
    }
    end(succeeded, strand, outer);
  }

  private Object takeWork() {
    Object work = Objects.requireNonNull(todo);
    todo = null;
    return work;
  }

  /** Does the work that the constructor was given, if it is no {@link Action}. */
  @SuppressWarnings("unchecked")
  T produce(Object work) throws Exception {
    return ((Op<? extends T, ?>) work).run();
  }

  /**
   * Does {@code work} and notes what came of it; false if that is no value. The value is not looked
   * at: this may have waited, and what the compiler knows of the values so far would be a trap for
   * a crowd that waits to return others, or none (see Wait).
   */
  private boolean succeeds(Object work) {
    CancelReason why = reason();
    if (why != null) {
      result = new NoValue<T>(new Cancelled<>(why));
      return false;
    }
    try {
      if (work instanceof Action<?> action) {
        action.run();
        result = null;
      } else {
        result = produce(work);
      }
      return true;
    } catch (Throwable failure) {
      result = new NoValue<>(ended(failure));
      return false;
    }
  }

  private Outcome<T> ended(Throwable failure) {
    CancelReason why = reason();
    if (why != null && obeyed(failure)) {
      return new Cancelled<>(why);
    }
    return new Failure<>(failure);
  }

  /** Whether it has to wait for what it is for: then a join must not begin it. */
  boolean isDeferred() {
    return false;
  }

  /** Whether its failure is its own affair. */
  boolean isSupervised() {
    return false;
  }

  private void end(boolean succeeded, Strand strand, Cancellation outer) {
    if (!succeeded && !isSupervised()) {
      scope.childHas(this, endedOutcome());
    }
    todo = COMPLETIONS.getAndSet(this, Completion.ENDED);
    left(strand, outer);
    tellAll(strand);
  }

  private void tellAll(Strand strand) {
    if (todo instanceof Completion all) {
      Completion.runAll(all, this, scope);
      todo = null;
    }
    scope.childEnded(strand);
    todo = COUNTED;
  }

  /** Ends this task, whose claimer was thrown out by {@code error} before or within its end. */
  void endAfter(Throwable error, Strand strand) {
    if (!isEnded()) {
      if (result == UNSET) {
        result = new NoValue<>(new Failure<T>(error));
      }
      end(!(result instanceof NoValue), strand, strand.node());
    } else if (todo != COUNTED) {
      tellAll(strand);
    }
  }

  /** Takes the right to end this task, which then never runs; true once. */
  boolean abandon(Strand strand) {
    return claim(strand);
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
      throw new TimeoutException(text(name()) + " has not ended within " + Limit.text(limit));
    }
    return value();
  }

  @Override
  public Outcome<T> outcome() throws InterruptedException {
    if (!isEnded()) {
      awaitEnd(Context.NEVER);
    }
    return endedOutcome();
  }

  @Override
  public Optional<Outcome<T>> poll() {
    return isEnded() ? Optional.of(endedOutcome()) : Optional.empty();
  }

  /** How this task, which has ended, did. */
  @SuppressWarnings("unchecked") // What succeeds and endAfter made.
  Outcome<T> endedOutcome() {
    Object ended = result;
    if (ended instanceof NoValue<?>(Outcome<?> outcome)) {
      return (Outcome<T>) outcome;
    }
    return (Outcome<T>) (ended == null ? NOTHING : new Success<>(ended));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // A plain value is what the work returned.
  private T value() throws InterruptedException {
    Object ended = result;
    if (ended instanceof NoValue<?>(Outcome<?> outcome)) {
      return valueOf((Outcome<T>) outcome);
    }
    return (T) ended;
  }

  private T valueOf(Outcome<T> outcome) throws InterruptedException {
    return switch (outcome) {
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
        wait.commit(Wait.CANCELLED); // in case the stack, or the heap, ran out
        removeGivenUp(strand);
      }
    }
  }

  private boolean mayRunInline(Strand strand) {
    return isFresh() && !isDeferred() && scope.isInnermostOf(strand) && strand.mayInline();
  }

  // ---- telling

  @Override
  public void onCompletion(Consumer<? super Outcome<T>> callback) {
    Completion told = new Completion.Callback<>(callback);
    if (!push(told)) {
      callback.accept(endedOutcome());
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

  /** Forgets joiners that gave up: the first is swapped out, others now and then. */
  private void removeGivenUp(Strand strand) {
    while (true) {
      Completion head = completions;
      if (head == null || head == Completion.ENDED) {
        return;
      }
      if (!head.hasGivenUp()) {
        head.forget(strand.engine());
        return;
      }
      COMPLETIONS.compareAndSet(this, head, head.next());
    }
  }

  @Override
  public String name() {
    return name == null ? UNNAMED : name;
  }

  @Override
  public String toString() {
    String label = label();
    return label.isEmpty() ? UNNAMED : label;
  }

  /** {@code task 'beta' of scope 'downloads'}, without what has no name. */
  final String label() {
    if (scope.hasName()) {
      return text(name()) + " of " + scope;
    }
    return name().equals(UNNAMED) ? "" : text(name());
  }

  /** A task of that name, in a sentence: {@code task 'beta'}, {@code task}. */
  static String text(String name) {
    return name.equals(UNNAMED) ? UNNAMED : "task '" + name + "'";
  }
}
