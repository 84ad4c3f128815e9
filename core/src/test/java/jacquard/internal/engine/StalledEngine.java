package jacquard.internal.engine;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * An engine that runs nothing of what is queued, and has no room for a timer: what is to run, a
 * test runs by hand; what waits with a limit is thrown out of its wait.
 */
public final class StalledEngine implements Engine {

  private StalledEngine() {}

  /** What is done on it. */
  @FunctionalInterface
  public interface Body {
    /** Does it. */
    void run() throws Exception;
  }

  /** Runs {@code body} on a thread, and strand, of its own; returns what it threw, or null. */
  public static @Nullable Throwable run(Body body) throws InterruptedException {
    Thrown thrown = new Thrown();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              new Strand(new StalledEngine(), Thread.currentThread(), false).bind();
              try {
                body.run();
              } catch (Throwable failure) { // a task boundary
                thrown.failure = failure;
              }
            });
    thread.join();
    return thrown.failure;
  }

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public int random(int bound) {
    return 0;
  }

  @Override
  public void execute(Job job) {}

  @Override
  public void yield() {}

  @Override
  public void schedule(Timer timer) {
    throw new OutOfMemoryError("no room for a timer");
  }

  @Override
  public void cancel(Timer timer) {}

  @Override
  public Watch watch(SelectableChannel channel) throws IOException {
    throw new IOException("no channels here");
  }

  @Override
  public EngineDescription describe() {
    return new EngineDescription("stalled", 0, "runs nothing");
  }

  /** Written before the thread ends. */
  private static final class Thrown {
    private @Nullable Throwable failure;
  }
}
