package jacquard.task;

import jacquard.internal.engine.Context;
import org.jspecify.annotations.Nullable;

/** A task whose failure does not fail its scope: whoever forked it looks at the outcome. */
final class SupervisedTask<T extends @Nullable Object> extends ForkedTask<T> {

  SupervisedTask(OpenScope scope, Context context, Op<? extends T, ?> work) {
    super(scope, null, context, work);
  }

  @Override
  boolean isSupervised() {
    return true;
  }
}
