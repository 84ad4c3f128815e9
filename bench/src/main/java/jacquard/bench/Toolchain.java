package jacquard.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs that some subjects need. */
public final class Toolchain {

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
}
