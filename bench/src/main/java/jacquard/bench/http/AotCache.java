package jacquard.bench.http;

import jacquard.bench.Home;
import jacquard.bench.MeasurementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ahead-of-time cache of a JVM subject (JEP 514): what one run has loaded, linked and profiled,
 * for later runs.
 */
final class AotCache {
  private static final Path FOLDER = Home.resolve("target/aot");

  /** Requests of the training, each on a connection of its own. */
  private static final int TRAINING_REQUESTS = 1_000;

  private final HttpSubject subject;
  private final Path file;

  private AotCache(HttpSubject subject, Path file) {
    this.subject = subject;
    this.file = file;
  }

  /** Where a subject's cache is, or will be. */
  static AotCache of(HttpSubject subject) {
    return new AotCache(subject, FOLDER.resolve(subject.name() + ".aot"));
  }

  /** Runs the server, asks it, and has it write the cache at its end. */
  void train() throws MeasurementException, InterruptedException {
    try {
      Files.createDirectories(FOLDER);
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new MeasurementException("can't make room for " + file, failure);
    }
    JvmSettings training = JvmSettings.LOADED.with("-XX:AOTCacheOutput=" + file);
    try (Server server = Server.start(subject, training)) {
      for (int i = 0; i < TRAINING_REQUESTS; i++) {
        ResponseCheck.check(HttpWorkload.START_AOT, server.port());
      }
      server.end();
    }
    if (!Files.exists(file)) {
      throw new MeasurementException("the JVM wrote no AOT cache");
    }
  }

  /** Settings of a run that uses the cache, and ends at once if it can't. */
  JvmSettings used() {
    return JvmSettings.LOADED.with("-XX:AOTCache=" + file, "-XX:AOTMode=on");
  }
}
