package jacquard.internal.engine;

import java.util.Optional;

/** Makes one kind of engine; found as a service, so that the seam knows none of its engines. */
public interface EngineProvider {

  /** The word that chooses this engine in {@code -Djacquard.engine=…}. */
  String name();

  /** The available provider with the highest rank is chosen when nothing is asked for. */
  int rank();

  /** Why this engine can't be had in this JVM; empty if it can. */
  Optional<Obstacle> obstacle();

  /**
   * Starts the engine.
   *
   * @param reason why it was chosen, for {@link Engine#describe}
   */
  Engine start(String reason);

  /**
   * What is in the way of an engine.
   *
   * @param why what is missing
   * @param remedy what to do about it, naming the flag
   */
  record Obstacle(String why, String remedy) {
    @Override
    public String toString() {
      return why + "; " + remedy;
    }
  }
}
