package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.engine.EngineProvider.Obstacle;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
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
