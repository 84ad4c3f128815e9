package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The engines are found on the class path and on the module path alike. */
class ProvidersTest {

  @Test
  void providers_onBothPaths_areTheSame() throws IOException, URISyntaxException {
    List<String> onClassPath =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(provider -> provider.type().getName())
            .toList();

    assertThat(onClassPath).isNotEmpty().containsExactlyInAnyOrderElementsOf(ofModule());
  }

  private static List<String> ofModule() throws IOException, URISyntaxException {
    URL classes = Engine.class.getProtectionDomain().getCodeSource().getLocation();
    try (InputStream info = classes.toURI().resolve("module-info.class").toURL().openStream()) {
      return ModuleDescriptor.read(Objects.requireNonNull(info)).provides().stream()
          .filter(provides -> provides.service().equals(EngineProvider.class.getName()))
          .flatMap(provides -> provides.providers().stream())
          .toList();
    }
  }
}
