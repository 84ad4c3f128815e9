package jacquard.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The peers written in Go: built once by its own tool, which knows what is up to date. {@code
 * go.mod} pins the version: a tool of another fetches that one as it fetches a module.
 */
public final class Go {
  /** The first that fetches another version. */
  private static final String LEAST = "1.21";

  private static final Path MODULE = Home.resolve("peers/go");
  private static final Path TARGET = Home.resolve("target/go");
  private static final Pattern PINNED = Pattern.compile("^toolchain go(\\S+)$", Pattern.MULTILINE);

  private Go() {}

  /** Why the Go peers can't be had, or empty. */
  static Optional<String> missing() {
    return Toolchain.missing("go", "https://go.dev/dl")
        // Asked outside of the module, where the tool answers for itself and fetches nothing.
        .or(() ->
            Toolchain.older("go", Toolchain.version(List.of("go", "env", "GOVERSION")), LEAST));
  }

  /** Version of the tool, and so of the library and the runtime, that builds the peers. */
  public static String version() {
    return Toolchain.pinned(MODULE.resolve("go.mod"), PINNED);
  }

  /** Path of a binary that {@link #build} makes: it has the name of its folder. */
  static Path binary(String name) {
    return TARGET.resolve(name);
  }

  /** Builds all binaries; the reason if that fails. */
  static Optional<String> build(Console console) throws InterruptedException {
    console.progress("building the Go peers (go build; a minute when new) ...");
    return Toolchain.build(
        MODULE,
        Map.of("GOTOOLCHAIN", "go" + version()),
        List.of("go", "build", "-o", TARGET + "/", "./..."),
        "go");
  }
}
