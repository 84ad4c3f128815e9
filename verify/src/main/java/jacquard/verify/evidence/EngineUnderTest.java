package jacquard.verify.evidence;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.EngineProvider;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Strand;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One engine of this JVM's, by name. Evidence runs on several engines in one JVM: what is run by
 * {@link #run}, and all that it forks, runs on this one.
 */
public final class EngineUnderTest {

  private final Engine engine;

  private EngineUnderTest(Engine engine) {
    this.engine = engine;
  }

  /** Starts the engine of that name. */
  public static EngineUnderTest named(String name) {
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.name().equals(name)) {
        provider
            .obstacle()
            .ifPresent(obstacle -> {
              throw new IllegalStateException("no engine '" + name + "': " + obstacle);
            });
        return new EngineUnderTest(provider.start("under test"));
      }
    }
    throw new IllegalStateException("no engine is called '" + name + "'");
  }

  /** {@code loop} or {@code default}. */
  public String name() {
    return engine.describe().name();
  }

  /** What is run. */
  @FunctionalInterface
  public interface Body {
    /** Does it. */
    void run() throws Exception;
  }

  /**
   * Runs {@code body} on a strand of this engine.
   *
   * @return false if it has not ended within {@code limit}: it is stuck, and left alone
   */
  public boolean run(Duration limit, Body body) throws Exception {
    Root root = new Root(body);
    engine.execute(root);
    if (!root.ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    switch (root.failure) {
      case null -> {}
      case Exception e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(root.failure);
    }
    return true;
  }

  /** The job at the root of a run. */
  private static final class Root implements Job {
    private final Body body;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    Root(Body body) {
      this.body = body;
    }

    @Override
    public boolean isFresh() {
      return !begun.get();
    }

    @Override
    public void run(Strand strand) {
      if (begun.compareAndSet(false, true)) {
        try {
          body.run();
        } catch (Throwable thrown) {
          failure = thrown;
        } finally {
          ended.countDown();
        }
      }
    }
  }
}
