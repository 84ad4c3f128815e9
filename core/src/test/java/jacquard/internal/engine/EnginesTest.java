package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.engine.EngineProvider.Obstacle;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnginesTest {

  @Test
  void fallback_betterEngineShut_saysWhichFlagOpensIt() {
    var obstacle =
        new Obstacle(
            "java.base/java.lang is not open to jacquard.core",
            "start with --add-opens java.base/java.lang=jacquard.core for the faster loop engine");

    assertThat(Engines.fallback("default", obstacle))
        .isEqualTo(
            "jacquard: default engine (java.base/java.lang is not open to jacquard.core); "
                + "start with --add-opens java.base/java.lang=jacquard.core for the faster loop engine");
  }

  @Test
  void installed_unknownEngineAskedFor_saysSoAtEveryCall() throws Exception {
    URL[] library = {Engines.class.getProtectionDomain().getCodeSource().getLocation()};
    String asked = System.setProperty(Engines.PROPERTY, "warp");
    try (var fresh = new URLClassLoader(library, ClassLoader.getPlatformClassLoader())) {
      Method installed = fresh.loadClass(Engines.class.getName()).getMethod("installed");
      for (int call = 0; call < 2; call++) {
        assertThatThrownBy(() -> installed.invoke(null))
            .cause()
            .isExactlyInstanceOf(IllegalStateException.class)
            .hasMessage(
                "no engine is called 'warp' (-Djacquard.engine); there are [loop, default]");
      }
    } finally {
      if (asked == null) {
        System.clearProperty(Engines.PROPERTY);
      } else {
        System.setProperty(Engines.PROPERTY, asked);
      }
    }
  }

  @Test
  void named_engineShut_isRefusedWithTheFlagThatOpensIt() {
    var obstacle = new Obstacle("it is not open", "start with --add-opens java.base/java.lang=us");
    List<EngineProvider> providers = List.of(new Offer("loop", obstacle), new Offer("default"));

    assertThatThrownBy(() -> Engines.named("loop", providers))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "-Djacquard.engine=loop can't be had: it is not open; "
                + "start with --add-opens java.base/java.lang=us");
  }

  @Test
  void named_noSuchEngine_isRefusedWithThoseThatThereAre() {
    List<EngineProvider> providers = List.of(new Offer("loop"), new Offer("default"));

    assertThatThrownBy(() -> Engines.named("lop", providers))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no engine is called 'lop' (-Djacquard.engine); there are [loop, default]");
  }

  /** A provider whose engine nobody gets to see. */
  private record Offer(String name, @Nullable Obstacle inTheWay) implements EngineProvider {
    Offer(String name) {
      this(name, null);
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public Optional<Obstacle> obstacle() {
      return Optional.ofNullable(inTheWay);
    }

    @Override
    public Engine start(String reason) {
      throw new AssertionError("started: " + reason);
    }
  }

  @Test
  void installed_always_tellsWhichOneAndWhy() {
    EngineDescription description = Engines.installed().describe();
    String asked = System.getProperty(Engines.PROPERTY, "loop");

    assertThat(description.name()).isEqualTo(asked);
    assertThat(description.workers()).isPositive();
    assertThat(Engines.describe(Engines.installed()))
        .startsWith(asked + " engine, ")
        .contains(description.reason());
  }
}
