package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process under test, with all that it has printed so far. */
final class Child implements AutoCloseable {

  /** Nothing here takes long; a machine that builds at the same time may be slow. */
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Output out;
  private final Output err;

  Child(Process process) {
    this.process = process;
    this.out = new Output(process.getInputStream());
    this.err = new Output(process.getErrorStream());
  }

  /** Waits until a line of its standard output holds {@code part}; returns it. */
  String awaitOut(String part) throws InterruptedException {
    return out.await(line -> line.contains(part), part);
  }

  /** Waits until a line of its error output holds {@code part}; returns it. */
  String awaitErr(String part) throws InterruptedException {
    return err.await(line -> line.contains(part), part);
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.toHandle().destroy(); // Process.destroy would close its outputs on this side.
  }

  /** Sends SIGINT, as Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  /** Waits for its end; returns its exit code. */
  int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("ended; so far: %s%n%s", out, err)
        .isTrue();
    out.awaitEnd();
    err.awaitEnd();
    return process.exitValue();
  }

  /** All of the standard output; after {@link #awaitEnd}. */
  String out() {
    return out.toString();
  }

  /**
   * All of the error output but the line about the cache, which the first start of a build prints.
   */
  String err() {
    return err.toString().replace("preparing fast starts (once) …\n", "");
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** One of its two outputs, read on a thread of its own. */
  private static final class Output {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    Output(InputStream stream) {
      reader = Thread.ofVirtual().start(() -> readAll(stream));
    }

    private void readAll(InputStream stream) {
      try (var text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = text.readLine(); line != null; line = text.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        end();
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    synchronized String await(Predicate<String> wanted, String what) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      int next = 0;
      while (true) {
        for (; next < lines.size(); next++) {
          if (wanted.test(lines.get(next))) {
            return lines.get(next);
          }
        }
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        assertThat(!ended && leftMillis > 0).as("'%s' comes; so far: %s", what, this).isTrue();
        wait(leftMillis);
      }
    }

    void awaitEnd() throws InterruptedException {
      assertThat(reader.join(Duration.ofSeconds(PATIENCE_SECONDS))).isTrue();
    }

    @Override
    public synchronized String toString() {
      return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
  }
}
