package jacquard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The peers on Node.js: one script each, nothing to build. Node.js itself is a package, whose
 * version the lock file pins; npm fetches it.
 */
public final class Node {
  private static final Path SCRIPTS = Home.resolve("peers/node");
  private static final Path TARGET = Home.resolve("target/node");
  private static final List<String> PACKAGE = List.of("package.json", "package-lock.json");
  private static final String PROGRAM =
      "node-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64");
  private static final Pattern PINNED = Pattern.compile("\"" + PROGRAM + "\": \"([^\"]+)\"");

  private Node() {}

  /** Why Node.js can't be had, or empty. */
  static Optional<String> missing() {
    return Toolchain.missing("npm", "https://nodejs.org");
  }

  /** Version of Node.js that runs the peers. */
  public static String version() {
    return Toolchain.pinned(SCRIPTS.resolve("package.json"), PINNED);
  }

  /** Path of the program that {@link #build} fetches. */
  static Path program() {
    return TARGET.resolve("node_modules/" + PROGRAM + "/bin/node");
  }

  /** Path of a script. */
  static Path script(String name) {
    return SCRIPTS.resolve(name);
  }

  /** Fetches Node.js unless it is there; the reason if that fails. */
  static Optional<String> build(Console console) throws InterruptedException {
    if (runs()) {
      return Optional.empty();
    }
    console.progress("fetching Node.js " + version() + " (npm ci; ten seconds) ...");
    try {
      Files.createDirectories(TARGET);
      for (String file : PACKAGE) {
        Files.copy(
            SCRIPTS.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      return Optional.of("npm ci failed: " + failure);
    }
    // Nothing in it is run; the program is all that the package has.
    List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    return Toolchain.build(TARGET, Map.of(), command, "node")
        .or(() ->
            runs()
                ? Optional.empty()
                : Optional.of("no Node.js " + version() + " for this system"));
  }

  private static boolean runs() {
    return Toolchain.version(List.of(program().toString(), "--version")).equals(version());
  }
}
