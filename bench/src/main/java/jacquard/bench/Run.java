package jacquard.bench;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * All figures of one run with what they were taken on, as a file keeps them.
 *
 * @param begun instant of the start, ISO 8601
 * @param commit of Jacquard; ends in {@code -dirty} if files had changed since
 * @param machine that measured
 * @param effort that was asked for
 * @param results in the order of the report
 * @param failures one line for each measurement that did not come about
 */
public record Run(
    String begun,
    String commit,
    Machine machine,
    Effort effort,
    List<Result> results,
    List<String> failures) {
  private static final String COMMIT = "jacquard.bench.commit";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static {
    // Older files lack the lists that were added since.
    JSON.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  /** A run on this machine that begins now and has no result yet. */
  static Run beginning(Effort effort) {
    String commit = System.getProperty(COMMIT, "unknown");
    return new Run(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        commit,
        Machine.here(),
        effort,
        List.of(),
        List.of());
  }

  Run with(List<Result> measured, List<String> failed) {
    return new Run(begun, commit, machine, effort, List.copyOf(measured), List.copyOf(failed));
  }

  /** Reads a file that {@link #write} made; the message of a failure names the file. */
  public static Run read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), Run.class);
    } catch (JsonProcessingException malformed) {
      throw new IOException(file + " holds no run: " + malformed.getOriginalMessage(), malformed);
    }
  }

  /** Writes a file, and the folders above it where there are none. */
  void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text());
  }

  String text() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new AssertionError("records of strings and numbers are always JSON", impossible);
    }
  }
}
