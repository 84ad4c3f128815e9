package jacquard.chan;

import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Nursery;
import jacquard.internal.engine.Reaction;
import jacquard.internal.engine.Strand;
import jacquard.task.Fn;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a task without a stack does with the value of a {@link OneShot}. */
/*
 *    in(scope), push ──told────────▶ set off: the task runs, with the value
 *                    ──cancelled───▶ the task runs, and finds itself cancelled
 *
 * Both may happen: the task's own claim decides, and the other finds it over.
 */
final class Continuation<T, R extends @Nullable Object> extends Listener
    implements Reaction, Nursery.Deferred<R> {

  private final OneShot<T> source;
  private final Fn<? super T, ? extends R, ?> handler;

  /** Set once, before anybody else knows of this; its region too. */
  private @Nullable Job task;

  Continuation(OneShot<T> source, Fn<? super T, ? extends R, ?> handler) {
    this.source = source;
    this.handler = handler;
  }

  @SuppressWarnings("unchecked") // What a scope defers is a task with the work's value.
  Task<R> in(Scope scope) {
    ((Nursery) scope).defer(this);
    return (Task<R>) task();
  }

  @Override
  public void isTask(Job deferred) {
    task = deferred;
  }

  private Job task() {
    return Objects.requireNonNull(task);
  }

  /** Whoever cancels the task has it run. */
  @Override
  public boolean hasGivenUp() {
    return ((Cancellation) task()).isCancelled();
  }

  @Override
  void tell() {
    setOff();
  }

  @Override
  public void react(Strand strand) {
    task().run(strand);
  }

  @Override
  public R call() throws Exception {
    return handler.apply(source.settled());
  }

  @Override
  public void cancelled() {
    source.removeGivenUp();
    Strand.current().engine().execute(task());
  }
}
