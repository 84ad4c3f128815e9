package jacquard.internal.engine;

import java.util.Optional;

/** Makes one kind of engine; found as a service, so that the seam knows none of its engines. */
public interface EngineProvider {

  /** The word that chooses this engine in {@code -Djacquard.engine=…}. */
  String name();

  /** The available provider with the highest rank is chosen when nothing is asked for. */
  int rank();

  /** Why this engine can't be had in this JVM, naming the missing flag; empty if it can. */
  Optional<String> obstacle();

  /**
   * Starts the engine.
   *
   * @param reason why it was chosen, for {@link Engine#describe}
   */
  Engine start(String reason);
}
