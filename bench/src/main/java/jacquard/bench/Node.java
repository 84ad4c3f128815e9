package jacquard.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The peers on Node.js: nothing to build, one script each. */
public final class Node {
  static final String PROGRAM = "node";
  private static final String LEAST = "20";
  private static final String FOUND = Toolchain.version(List.of(PROGRAM, "--version"));

  private Node() {}

  /** Why Node.js can't be had, or empty. */
  static Optional<String> missing() {
    return Toolchain.missing(PROGRAM, "https://nodejs.org")
        .or(() -> Toolchain.older(PROGRAM, FOUND, LEAST));
  }

  /** Version of Node.js here. */
  public static String version() {
    return FOUND;
  }

  /** Path of a script. */
  static Path script(String name) {
    return Home.resolve("peers/node").resolve(name);
  }
}
