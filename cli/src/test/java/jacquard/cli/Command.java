package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts the script {@code jacquard} of this clone with the jars that this build has made, and with
 * a cache of its own under {@code target}.
 */
final class Command {

  static final Path CLONE = Path.of(System.getProperty("jacquard.basedir", "..")).toAbsolutePath();

  private static final String TARGET = System.getProperty("jacquard.target", "target");
  private static final Path HERE = CLONE.resolve("cli").resolve(TARGET);

  private Command() {}

  /** Starts {@code ./jacquard words…} in the folder of the clone. */
  static Child start(String... words) {
    return start(Map.of(), words);
  }

  /** As {@link #start(String...)}, with more variables in the environment. */
  static Child start(Map<String, String> variables, String... words) {
    List<String> command = new ArrayList<>(List.of("./jacquard"));
    command.addAll(List.of(words));
    return startProcess(variables, CLONE, command);
  }

  static Child startProcess(Map<String, String> variables, Path folder, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JACQUARD_LIB", Jars.FOLDER.toString());
    environment.put("XDG_CACHE_HOME", HERE.resolve("cache").toString());
    environment.keySet().removeAll(List.of("PORT", "HOST", "JAVA_TOOL_OPTIONS", "MAVEN_OPTS"));
    environment.putAll(variables);
    try {
      return new Child(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The jar of a module that this build has made. */
  static Path jar(String module) throws IOException {
    Path target = CLONE.resolve(module).resolve(TARGET);
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars =
          files
              .filter(file ->
                  file.getFileName()
                      .toString()
                      .matches("jacquard-" + module + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
              .toList();
      assertThat(jars).as("jars of %s in %s", module, target).hasSize(1);
      return jars.getFirst();
    }
  }

  /** The jars of this build in one folder, as an installed copy has them. */
  private static final class Jars {
    static final Path FOLDER = collect();

    private static Path collect() {
      try {
        Path folder = Files.createDirectories(HERE.resolve("jars"));
        for (String module : List.of("core", "net", "http", "cli")) {
          Path made = jar(module);
          Path copy = folder.resolve("jacquard-" + module + ".jar");
          Files.copy(
              made, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
