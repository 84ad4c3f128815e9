package jacquard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ahead-of-time cache of a JVM subject (JEP 514): what one run has loaded, linked and profiled,
 * for later runs.
 *
 * @param file that holds it, once it is made
 */
public record AotCache(Path file) {

  /** A run to learn from: a JVM with these options, which does the work and then ends by itself. */
  public interface Training {
    /** Runs it. */
    void run(List<String> options) throws MeasurementException, InterruptedException;
  }

  /** The cache of the bench by this name. */
  public static AotCache of(String name) {
    return new AotCache(Home.resolve("target/aot").resolve(name + ".aot"));
  }

  /** Makes the cache anew. */
  public void train(Training training) throws MeasurementException, InterruptedException {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new MeasurementException("can't make room for " + file, failure);
    }
    training.run(List.of("-XX:AOTCacheOutput=" + file));
    if (!Files.exists(file)) {
      throw new MeasurementException("the JVM wrote no AOT cache");
    }
  }

  /** Options of a run that uses the cache, and ends at once if it can't. */
  public List<String> used() {
    return List.of("-XX:AOTCache=" + file, "-XX:AOTMode=on");
  }
}
