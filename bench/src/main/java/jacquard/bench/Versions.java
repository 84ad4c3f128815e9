package jacquard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Versions of the JVM peers, as the build resolved them. */
public final class Versions {
  /** What the version of a subject on the JVM has in it, and no other's. */
  static final String JDK = "JDK ";

  private static final Properties PROPERTIES = load();

  private Versions() {}

  /** Version of a dependency by its key in {@code versions.properties}. */
  public static String of(String key) {
    String version = PROPERTIES.getProperty(key);
    if (version == null) {
      throw new IllegalArgumentException("versions.properties has no '" + key + "'");
    }
    return version;
  }

  /** Version of the JDK that runs the JVM subjects. */
  public static String jdk() {
    return JDK + Runtime.version();
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream stream = Versions.class.getResourceAsStream("versions.properties")) {
      properties.load(Objects.requireNonNull(stream, "versions.properties is in the jar"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return properties;
  }
}
