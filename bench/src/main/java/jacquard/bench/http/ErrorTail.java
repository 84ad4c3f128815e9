package jacquard.bench.http;

import jacquard.bench.LastWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The last words of a process that runs. They are read as they come: a process whose errors nobody
 * reads would stop at a full pipe.
 */
final class ErrorTail {

  /** An ended process has said all; one that lives is not waited for longer. */
  private static final Duration END_MAX = Duration.ofSeconds(1);

  private final LastWords words = new LastWords();
  private final Thread reader;

  private ErrorTail(Process process) {
    this.reader = Thread.startVirtualThread(() -> read(process));
  }

  static ErrorTail of(Process process) {
    return new ErrorTail(process);
  }

  private void read(Process process) {
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        words.add(line);
      }
    } catch (IOException failure) {
      words.add(String.valueOf(failure.getMessage()));
    }
  }

  /** What was said so far, in brackets, on one line; empty if that is nothing. */
  String text() throws InterruptedException {
    reader.join(END_MAX);
    String text = words.text();
    return text.isEmpty() ? "" : " (" + text + ")";
  }
}
