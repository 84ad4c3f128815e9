package jacquard.internal.toy;

import jacquard.internal.engine.Job;
import jacquard.internal.engine.Loom;
import jacquard.internal.engine.Strand;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A virtual thread for one job, scheduled by itself; running this runs its continuation. */
final class ToyStrand extends Strand implements Executor, Runnable {

  private final ToyEngine engine;
  private @Nullable Runnable continuation;

  ToyStrand(ToyEngine engine, Job job) {
    super(engine);
    this.engine = engine;
    attach(
        Loom.newVirtualThread(
            this,
            "toy-strand",
            () -> {
              job.run(this);
              engine.ended(this);
            }));
  }

  @Override
  public void execute(Runnable ready) {
    if (continuation == null) {
      continuation = ready;
    }
    engine.ready(ready == continuation ? this : ready);
  }

  @Override
  public void run() {
    Objects.requireNonNull(continuation).run();
  }
}
