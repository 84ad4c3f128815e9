package jacquard.internal.loop;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.EngineProvider;
import jacquard.internal.engine.Loom;
import java.util.Optional;

/** Offers the loop engine, where the JVM lets it in. */
public final class LoopProvider implements EngineProvider {

  /** For the service loader. */
  public LoopProvider() {}

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public Optional<Obstacle> obstacle() {
    return Optional.ofNullable(Loom.OBSTACLE);
  }

  @Override
  public Engine start(String reason) {
    int processors = Runtime.getRuntime().availableProcessors();
    return LoopEngine.start(reason, Integer.getInteger(LoopEngine.WORKERS_PROPERTY, processors));
  }
}
