package jacquard.bench;

import java.nio.file.Path;

/** Where the bench's own files are: the folder that holds {@code run}. */
public final class Home {
  private static final String PROPERTY = "jacquard.bench.home";

  private Home() {}

  /** A file or folder below the bench's home, as {@code bench/run} sets it. */
  public static Path resolve(String relative) {
    return Path.of(System.getProperty(PROPERTY, "bench")).toAbsolutePath().resolve(relative);
  }
}
