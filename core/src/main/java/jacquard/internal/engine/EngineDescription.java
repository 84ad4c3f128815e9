package jacquard.internal.engine;

/**
 * What an engine says of itself.
 *
 * @param name {@code "loop"}, {@code "default"} or the name of a simulation
 * @param workers threads that carry tasks
 * @param reason why this engine was chosen, and what would change that
 */
public record EngineDescription(String name, int workers, String reason) {

  /** One line, for logs and banners: {@code loop engine, 2 workers}. */
  public String summary() {
    return name + " engine, " + workers + (workers == 1 ? " worker" : " workers");
  }
}
