package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.internal.engine.EngineProvider.Obstacle;
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
            "start with --add-opens java.base/java.lang=jacquard.core for 2x the speed");

    assertThat(Engines.fallback("default", obstacle))
        .isEqualTo(
            "jacquard: default engine (java.base/java.lang is not open to jacquard.core); "
                + "start with --add-opens java.base/java.lang=jacquard.core for 2x the speed");
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
