package jacquard.task;

import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Several tries at once, of which the first success wins. */
final class FirstSuccess {

  private FirstSuccess() {}

  static <T extends @Nullable Object, X extends Exception> T of(
      Collection<? extends Op<? extends T, ? extends X>> tries) throws X, InterruptedException {
    if (tries.isEmpty()) {
      throw new IllegalArgumentException("firstSuccess needs 1 try or more, was given none");
    }
    return Scope.<T, X>call(
        "firstSuccess", scope -> FirstSuccess.<T, X>run((OpenScope) scope, tries));
  }

  private static <T extends @Nullable Object, X extends Exception> T run(
      OpenScope scope, Collection<? extends Op<? extends T, ? extends X>> tries)
      throws X, InterruptedException {
    Wait decided = new Wait(Strand.current());
    AtomicInteger left = new AtomicInteger(tries.size());
    List<Task<T>> tasks = new ArrayList<>(tries.size());
    for (Op<? extends T, ? extends X> op : tries) {
      Task<T> task = scope.forkSupervised(op);
      tasks.add(task);
      task.onCompletion(outcome -> {
        boolean last = left.decrementAndGet() == 0;
        if (last || outcome instanceof Success<T>) {
          decided.commit(outcome);
        }
      });
    }
    @SuppressWarnings("unchecked") // Only the callback above commits.
    Outcome<T> outcome = (Outcome<T>) decided.await();
    scope.finish(new CancelReason.NotNeeded(scope.name()));
    if (outcome instanceof Success<T>(T value)) {
      return value;
    }
    Throwable first = firstFailure(tasks);
    if (first == null) {
      throw new CancelledException(Objects.requireNonNull(scope.reason()));
    }
    throw Failures.<X>rethrow(first);
  }

  private static @Nullable Throwable firstFailure(List<? extends Task<?>> tasks) {
    Throwable first = null;
    for (Task<?> task : tasks) {
      if (task.poll().orElse(null) instanceof Failure<?>(Throwable failure)) {
        if (first == null) {
          first = failure;
        } else {
          Failures.suppress(first, failure);
        }
      }
    }
    return first;
  }
}
