package jacquard.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds and runs the programs that some subjects need. */
public final class Toolchain {
  private static final long BUILD_MINUTES_MAX = 15;
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");
  private static final String NO_VERSION = "0";

  private Toolchain() {}

  /**
   * What to tell when a program is not on the path.
   *
   * @param program name of the executable
   * @param remedy how to get it
   * @return the reason to skip, or empty when the program is there
   */
  public static Optional<String> missing(String program, String remedy) {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .filter(directory -> !directory.isEmpty())
            .map(directory -> Path.of(directory, program))
            .anyMatch(Files::isExecutable);
    return found ? Optional.empty() : Optional.of(program + " not found (" + remedy + ")");
  }

  /** The first version number that a command prints; 0 if it prints none or can't be run. */
  static String version(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Home.resolve(".").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher version = VERSION.matcher(answer);
      return version.find() ? version.group() : NO_VERSION;
    } catch (IOException _) {
      return NO_VERSION;
    }
  }

  /** The version that a file of the peers pins: the first group of what the pattern finds. */
  static String pinned(Path file, Pattern version) {
    try {
      Matcher pinned = version.matcher(Files.readString(file));
      if (!pinned.find()) {
        throw new IllegalStateException(file + " must name a version: " + version);
      }
      return pinned.group(1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What to tell when a program is too old; empty when it is not. */
  static Optional<String> older(String program, String found, String least) {
    return Version.parse(found).compareTo(Version.parse(least)) < 0
        ? Optional.of(program + " " + least + " or newer needed, found " + found)
        : Optional.empty();
  }

  /**
   * Has a toolchain build something.
   *
   * @param directory in which it runs
   * @param environment beside this process' own
   * @param name of the log below {@code target}, without {@code -build.log}
   * @return the reason if it fails
   */
  static Optional<String> build(
      Path directory, Map<String, String> environment, List<String> command, String name)
      throws InterruptedException {
    Path log = Home.resolve("target/" + name + "-build.log");
    String what = String.join(" ", command.subList(0, 2));
    try {
      Files.createDirectories(log.resolveSibling(name));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (process.waitFor(BUILD_MINUTES_MAX, TimeUnit.MINUTES) && process.exitValue() == 0) {
        return Optional.empty();
      }
      process.destroyForcibly();
      return Optional.of(what + " failed, see " + log);
    } catch (IOException failure) {
      return Optional.of(what + " failed: " + failure.getMessage());
    }
  }
}
