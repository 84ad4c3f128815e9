package jacquard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The peers written in Rust: built once by cargo, which knows by itself what is up to date. */
public final class Rust {
  private static final Path WORKSPACE = Home.resolve("peers/rust");
  private static final Path TARGET = Home.resolve("target/rust");

  // Asked inside of the workspace, whose toolchain file pins it where rustup obeys that.
  private static final String COMPILER =
      Toolchain.version(WORKSPACE, List.of("rustc", "--version"));

  private Rust() {}

  /** Why the Rust peers can't be had, or empty. */
  static Optional<String> missing() {
    return Toolchain.missing("cargo", "https://rustup.rs");
  }

  /** Version of a crate, from the lock file. */
  public static String version(String crate) {
    try {
      String lock = Files.readString(WORKSPACE.resolve("Cargo.lock"));
      Matcher found =
          Pattern.compile("name = \"" + Pattern.quote(crate) + "\"\nversion = \"([^\"]+)\"")
              .matcher(lock);
      return found.find() ? found.group(1) : "?";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Version of the compiler, as it is shown of a subject. */
  public static String compiler() {
    return "rustc " + COMPILER;
  }

  /** Path of a binary that {@link #build} makes. */
  static Path binary(String name) {
    return TARGET.resolve("release").resolve(name);
  }

  /** Builds all binaries; the reason if that fails. */
  static Optional<String> build(Console console) throws InterruptedException {
    console.progress("building the Rust peers (cargo build --release; a minute when new) ...");
    List<String> command =
        List.of("cargo", "build", "--release", "--locked", "--target-dir", TARGET.toString());
    return Toolchain.build(WORKSPACE, Map.of(), command, "rust");
  }
}
