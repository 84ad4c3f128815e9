package jacquard.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child JVM that runs a main class of the tests on the engine that they run on. */
public final class Child implements AutoCloseable {

  private static final long END_SECONDS = 30;

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private Child(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Whether there is a shell to start a child by. */
  public static boolean hasShell() {
    return new File("/bin/sh").canExecute();
  }

  /**
   * Starts one.
   *
   * @param before a shell command to run first
   * @param main the class
   * @param options of the JVM
   */
  public static Child start(String before, Class<?> main, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", before + " && exec \"$@\"", "sh"));
    command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-Djacquard.engine=" + System.getProperty("jacquard.engine", ""));
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Reads on to the line that contains {@code text}, and returns it. */
  public String awaitLine(String text) throws IOException {
    String line = output.readLine();
    while (line != null) {
      lines.add(line);
      if (line.contains(text)) {
        return line;
      }
      line = output.readLine();
    }
    throw new AssertionError("the child ended before it said '" + text + "': " + lines);
  }

  /** Sends the signal called {@code name}. */
  public void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    new ProcessBuilder("/bin/kill", "-" + name, pid).inheritIO().start().waitFor();
  }

  /** What the child has said so far, including what it has written and nobody has read. */
  public List<String> lines() throws IOException {
    while (output.ready()) {
      lines.add(output.readLine());
    }
    return List.copyOf(lines);
  }

  /** Processor time used so far. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Waits for the end; the exit code. */
  public int awaitExit() throws IOException, InterruptedException {
    String line = output.readLine();
    while (line != null) {
      lines.add(line);
      line = output.readLine();
    }
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the child does not end: " + lines);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
