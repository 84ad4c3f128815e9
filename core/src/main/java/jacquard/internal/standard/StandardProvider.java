package jacquard.internal.standard;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.EngineProvider;
import java.util.Optional;

/** Offers the default engine: the one that can always be had. */
public final class StandardProvider implements EngineProvider {

  /** For the service loader. */
  public StandardProvider() {}

  @Override
  public String name() {
    return "default";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Optional<Obstacle> obstacle() {
    return Optional.empty();
  }

  @Override
  public Engine start(String reason) {
    return StandardEngine.start(reason);
  }
}
