package jacquard.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a child process to its end and reads what it printed. */
public final class Children {
  private Children() {}

  /**
   * Runs a command, bounded in time.
   *
   * @return its standard output
   * @throws MeasurementException if it can't start, fails, or takes too long
   */
  public static String output(List<String> command, long timeoutSeconds)
      throws MeasurementException, InterruptedException {
    Path output = temporary("out");
    Path errors = temporary("err");
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
        throw new MeasurementException("no end after " + timeoutSeconds + " s");
      }
      if (process.exitValue() != 0) {
        throw new MeasurementException(
            "exit " + process.exitValue() + ": " + reason(Files.readString(errors)));
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new MeasurementException("can't run " + command.getFirst(), failure);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      delete(output);
      delete(errors);
    }
  }

  private static String reason(String errors) {
    LastWords words = new LastWords();
    errors.lines().forEach(words::add);
    String text = words.text();
    return text.isEmpty() ? "no message" : text;
  }

  private static Path temporary(String suffix) throws MeasurementException {
    try {
      return Files.createTempFile("jacquard-bench-", "." + suffix);
    } catch (IOException failure) {
      throw new MeasurementException("can't make a temporary file", failure);
    }
  }

  private static void delete(Path file) throws MeasurementException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new MeasurementException("can't delete " + file, failure);
    }
  }
}
