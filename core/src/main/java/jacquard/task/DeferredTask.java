package jacquard.task;

import jacquard.internal.engine.Context;
import jacquard.internal.engine.Nursery.Deferred;
import org.jspecify.annotations.Nullable;

/**
 * A task that no worker begins: it is run, from its begin to its end, when what it is for is there.
 */
final class DeferredTask<T extends @Nullable Object> extends ForkedTask<T> {

  private final Deferred<? extends T> work;

  DeferredTask(OpenScope scope, Context context, Deferred<? extends T> work) {
    super(scope, null, context, work);
    this.work = work;
  }

  @Override
  T produce(Object same) throws Exception {
    return work.call();
  }

  @Override
  public String name() {
    String said = work.name();
    return said == null ? super.name() : said;
  }

  @Override
  boolean isDeferred() {
    return true;
  }

  @Override
  protected void cancelledOutside() {
    if (isFresh()) {
      work.cancelled();
    }
  }
}
