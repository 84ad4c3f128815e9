package jacquard.internal.engine;

import jacquard.internal.engine.EngineProvider.Obstacle;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the engine of this JVM, once, at first use: the one that {@code -Djacquard.engine} names,
 * else the best that can be had.
 */
public final class Engines {

  /** Names the engine to use: {@code loop} or {@code default}. */
  public static final String PROPERTY = "jacquard.engine";

  private static final System.Logger LOG = System.getLogger("jacquard");

  private Engines() {}

  /**
   * The engine for threads that no engine started.
   *
   * @throws IllegalStateException at every call, if the one that was asked for can't be had
   */
  public static Engine installed() {
    Engine engine = Holder.ENGINE;
    if (engine == null) {
      throw new IllegalStateException(Holder.REFUSAL);
    }
    return engine;
  }

  private static Engine start() {
    List<EngineProvider> providers =
        ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparingInt(EngineProvider::rank).reversed())
            .toList();
    String asked = System.getProperty(PROPERTY, "");
    Engine engine = asked.isEmpty() ? best(providers) : named(asked, providers);
    LOG.log(System.Logger.Level.DEBUG, () -> describe(engine));
    return engine;
  }

  /** One line on which engine runs and why. */
  public static String describe(Engine engine) {
    EngineDescription description = engine.describe();
    return description.summary() + " (" + description.reason() + ")";
  }

  private static Engine best(List<EngineProvider> providers) {
    Obstacle inTheWay = null;
    for (EngineProvider provider : providers) {
      Obstacle obstacle = provider.obstacle().orElse(null);
      if (obstacle == null) {
        return startBest(provider, inTheWay);
      }
      inTheWay = inTheWay == null ? obstacle : inTheWay;
    }
    throw new IllegalStateException(
        "no engine can be had: " + (inTheWay == null ? "none found" : inTheWay));
  }

  private static Engine startBest(EngineProvider provider, @Nullable Obstacle better) {
    if (better == null) {
      return provider.start("the fastest that this JVM can have");
    }
    LOG.log(System.Logger.Level.INFO, () -> fallback(provider.name(), better));
    return provider.start(better.toString());
  }

  /** The line that tells of a better engine, and how to get it. */
  static String fallback(String name, Obstacle better) {
    return "jacquard: " + name + " engine (" + better.why() + "); " + better.remedy();
  }

  /** The engine that was asked for; never another in its place. */
  static Engine named(String asked, List<EngineProvider> providers) {
    for (EngineProvider provider : providers) {
      if (provider.name().equals(asked)) {
        provider
            .obstacle()
            .ifPresent(obstacle -> {
              throw new IllegalStateException(
                  "-D" + PROPERTY + "=" + asked + " can't be had: " + obstacle);
            });
        return provider.start("asked for by -D" + PROPERTY);
      }
    }
    List<String> names = providers.stream().map(EngineProvider::name).toList();
    throw new IllegalStateException(
        "no engine is called '" + asked + "' (-D" + PROPERTY + "); there are " + names);
  }

  /** Starts the engine when it is first asked for. */
  private static final class Holder {
    static final @Nullable Engine ENGINE;

    /** Why there is no engine: to be thrown where it is asked for, not out of this initializer. */
    static final @Nullable String REFUSAL;

    static {
      Engine engine = null;
      String refusal = null;
      try {
        engine = start();
      } catch (IllegalStateException e) {
        refusal = e.getMessage();
      }
      ENGINE = engine;
      REFUSAL = refusal;
    }
  }
}
