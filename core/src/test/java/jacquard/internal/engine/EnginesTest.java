package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.EngineProvider.Obstacle;
import org.junit.jupiter.api.Test;

class EnginesTest {

  @Test
  void fallback_betterEngineShut_saysWhichFlagOpensIt() {
    var obstacle =
        new Obstacle(
            "java.base/java.lang is not open to jacquard.core",
            "start with --add-opens java.base/java.lang=jacquard.core for 2x the speed");

    assertThat(Engines.fallback("default", obstacle))
        .isEqualTo(
            "jacquard: default engine (java.base/java.lang is not open to jacquard.core); "
                + "start with --add-opens java.base/java.lang=jacquard.core for 2x the speed");
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
