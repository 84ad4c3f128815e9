package jacquard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The peers written in Rust: built once by cargo, which knows by itself what is up to date. */
public final class Rust {
  private static final Path WORKSPACE = Home.resolve("peers/rust");
  private static final Path TARGET = Home.resolve("target/rust");

  private static final Pattern PINNED = Pattern.compile("^channel = \"(.+)\"$", Pattern.MULTILINE);

  private Rust() {}

  /** Why the Rust peers can't be had, or empty. */
  static Optional<String> missing() {
    return Toolchain.missing("cargo", "https://rustup.rs");
  }

  /** Version of a crate, from the lock file. */
  public static String version(String crate) {
    Pattern locked =
        Pattern.compile("name = \"" + Pattern.quote(crate) + "\"\nversion = \"([^\"]+)\"");
    return Toolchain.pinned(WORKSPACE.resolve("Cargo.lock"), locked);
  }

  /** The compiler that the workspace's toolchain file pins, as it is shown of a subject. */
  public static String compiler() {
    return "rustc " + Toolchain.pinned(WORKSPACE.resolve("rust-toolchain.toml"), PINNED);
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
    return Toolchain.build(WORKSPACE, Map.of(), command, "rust")
        .or(() -> otherCompiler(TARGET, compiler()));
  }

  /**
   * The reason if programs were not built by the pinned compiler, which cargo notes: without rustup
   * it takes the one that it has.
   */
  static Optional<String> otherCompiler(Path built, String pinned) {
    try {
      String noted = Files.readString(built.resolve(".rustc_info.json"));
      return noted.contains(pinned + " (") || noted.contains(pinned + "\\n")
          ? Optional.empty()
          : Optional.of(pinned + " needed (https://rustup.rs fetches it)");
    } catch (IOException failure) {
      return Optional.of("can't tell which compiler cargo took: " + failure);
    }
  }
}
