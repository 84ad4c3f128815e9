package jacquard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The peers written in Go: built once by its own tool, which knows what is up to date. */
public final class Go {
  private static final Path MODULE = Home.resolve("peers/go");
  private static final Path TARGET = Home.resolve("target/go");
  private static final Pattern LEAST = Pattern.compile("^go (\\S+)$", Pattern.MULTILINE);

  // Asked outside of the module, where the tool answers for itself and fetches no other version.
  private static final String FOUND = Toolchain.version(List.of("go", "env", "GOVERSION"));

  private Go() {}

  /** Why the Go peers can't be had, or empty. */
  static Optional<String> missing() {
    return Toolchain.missing("go", "https://go.dev/dl")
        .or(() -> Toolchain.older("go", FOUND, least()));
  }

  /** Version of the tool, and so of the library and the runtime, that builds the peers. */
  public static String version() {
    return FOUND;
  }

  private static String least() {
    try {
      Matcher least = LEAST.matcher(Files.readString(MODULE.resolve("go.mod")));
      if (!least.find()) {
        throw new IllegalStateException("go.mod must name a version of Go");
      }
      return least.group(1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Path of a binary that {@link #build} makes: it has the name of its folder. */
  static Path binary(String name) {
    return TARGET.resolve(name);
  }

  /** Builds all binaries; the reason if that fails. */
  static Optional<String> build(Console console) throws InterruptedException {
    console.progress("building the Go peers (go build; a minute when new) ...");
    return Toolchain.build(MODULE, List.of("go", "build", "-o", TARGET + "/", "./..."), "go");
  }
}
