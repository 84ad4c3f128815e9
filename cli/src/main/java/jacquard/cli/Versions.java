package jacquard.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** What runs: the release of Jacquard and that of the JDK. */
final class Versions {

  private Versions() {}

  /** {@code jacquard 0.1.0 · JDK 25.0.3}. */
  static String line() {
    return "jacquard " + jacquard() + " · JDK " + jdk();
  }

  private static String jacquard() {
    return Optional.ofNullable(Versions.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .map(version -> version.replace("-SNAPSHOT", ""))
        .orElse("(unpackaged)");
  }

  private static String jdk() {
    Runtime.Version version = Runtime.version();
    return String.join(".", version.version().stream().map(String::valueOf).toList());
  }
}
