package jacquard.bench.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last lines of what a process says on its standard error, without the frames of stack traces.
 * They are read as they come: a process whose errors nobody reads would stop at a full pipe.
 */
final class ErrorTail {
  private static final int LINES_MAX = 3;
  private static final String FRAME = "at ";

  /** An ended process has said all; one that lives is not waited for longer. */
  private static final Duration END_MAX = Duration.ofSeconds(1);

  private final Thread reader;

  /** Guarded by itself. */
  private final Deque<String> lines = new ArrayDeque<>();

  private ErrorTail(Process process) {
    this.reader = Thread.startVirtualThread(() -> read(process));
  }

  static ErrorTail of(Process process) {
    return new ErrorTail(process);
  }

  private void read(Process process) {
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        add(line.strip());
      }
    } catch (IOException failure) {
      add(String.valueOf(failure.getMessage()));
    }
  }

  private void add(String line) {
    if (line.isEmpty() || line.startsWith(FRAME)) {
      return;
    }
    synchronized (lines) {
      if (lines.size() == LINES_MAX) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }

  /** What was said so far, in brackets, on one line; empty if that is nothing. */
  String text() throws InterruptedException {
    reader.join(END_MAX);
    synchronized (lines) {
      return lines.isEmpty() ? "" : " (" + String.join(" | ", lines) + ")";
    }
  }
}
