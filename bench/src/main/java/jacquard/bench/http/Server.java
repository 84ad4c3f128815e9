package jacquard.bench.http;

import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat;
import jacquard.bench.ProcessStat.CpuTime;
import jacquard.bench.ProcessStat.Switches;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A server that runs in a process of its own, pinned to the first core. */
final class Server implements AutoCloseable {
  private static final String CORE = "0";
  private static final long ANSWER_SECONDS_MAX = 60;
  private static final long END_SECONDS_MAX = 60;

  private final Process process;
  private final ErrorTail errors;
  private final boolean jvm;
  private final int port;

  private Server(Process process, ErrorTail errors, boolean jvm, int port) {
    this.process = process;
    this.errors = errors;
    this.jvm = jvm;
    this.port = port;
  }

  /** Starts a subject's server and waits until it listens. */
  static Server start(HttpSubject subject, JvmSettings settings)
      throws MeasurementException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", CORE));
    command.addAll(subject.command(settings));
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException failure) {
      throw new MeasurementException("can't start the server", failure);
    }
    ErrorTail errors = ErrorTail.of(process);
    try {
      int port = within("ready", errors, () -> readPort(process));
      return new Server(process, errors, subject instanceof HttpSubject.Jvm, port);
    } catch (MeasurementException failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  /** Waits for something that the server's process says. */
  private static <T> T within(String what, ErrorTail errors, Callable<T> answer)
      throws MeasurementException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(answer);
    Thread.startVirtualThread(task);
    try {
      return task.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw new MeasurementException(
          "the server ended before it was " + what + errors.text(),
          Objects.requireNonNullElse(failure.getCause(), failure));
    } catch (TimeoutException _) {
      throw new MeasurementException(
          "the server was not " + what + " after " + ANSWER_SECONDS_MAX + " s" + errors.text());
    }
  }

  static int readPort(Process process) throws IOException {
    return Integer.parseInt(readAfter(ServerProcess.READY, process));
  }

  /** Skips what a server may say first. */
  private static String readAfter(String prefix, Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith(prefix)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new EOFException("it printed no '" + prefix.strip() + "'");
    }
    return line.substring(prefix.length());
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** User and kernel time of the whole process so far: collector and compiler included. */
  CpuTime cpuTime() throws MeasurementException, InterruptedException {
    try {
      return ProcessStat.cpuTime(process.toHandle());
    } catch (IOException failure) {
      throw ended(failure);
    }
  }

  /** Context switches of its threads so far. */
  Switches switches() throws MeasurementException, InterruptedException {
    try {
      return ProcessStat.switches(process.toHandle());
    } catch (IOException failure) {
      throw ended(failure);
    }
  }

  /** Bytes of memory that the whole process has in use. */
  long residentBytes() throws MeasurementException, InterruptedException {
    try {
      return ProcessStat.residentBytes(process.toHandle());
    } catch (IOException failure) {
      throw ended(failure);
    }
  }

  /** Bytes of its heap after a collection; empty if it is not a JVM. */
  OptionalLong heapBytes() throws MeasurementException, InterruptedException {
    return asked(ServerProcess.HEAP);
  }

  /** Bytes that it has allocated on its heap so far; empty if it is not a JVM. */
  OptionalLong allocatedBytes() throws MeasurementException, InterruptedException {
    return asked(ServerProcess.ALLOCATED);
  }

  private OptionalLong asked(String what) throws MeasurementException, InterruptedException {
    if (!jvm) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        within(
            "able to tell its " + what.strip(),
            errors,
            () -> {
              process.getOutputStream().write(what.getBytes(StandardCharsets.US_ASCII));
              process.getOutputStream().write('\n');
              process.getOutputStream().flush();
              return Long.parseLong(readAfter(what, process));
            }));
  }

  /** Files and sockets that it has open. */
  long descriptors() throws MeasurementException, InterruptedException {
    Path descriptors = Path.of("/proc", Long.toString(pid()), "fd");
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.count();
    } catch (IOException failure) {
      throw ended(failure);
    }
  }

  private MeasurementException ended(IOException failure) throws InterruptedException {
    return new MeasurementException("the server has ended" + errors.text(), failure);
  }

  /** Lets the server end by itself, which a JVM that writes a cache needs. */
  void end() throws MeasurementException, InterruptedException {
    try {
      process.getOutputStream().close();
    } catch (IOException failure) {
      throw ended(failure);
    }
    if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new MeasurementException("the server did not end in " + END_SECONDS_MAX + " s");
    }
  }

  /** Kills the server and waits for its end, which a kill makes near. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
