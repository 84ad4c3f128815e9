package jacquard.bench.http;

import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that runs in a process of its own, pinned to the first core. */
final class Server implements AutoCloseable {
  private static final String CORE = "0";
  private static final String READY = "ready ";
  private static final long START_SECONDS_MAX = 60;

  private final Process process;
  private final int port;

  private Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a subject's server and waits until it listens. */
  static Server start(HttpSubject subject) throws MeasurementException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", CORE));
    command.addAll(subject.command());
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException failure) {
      throw new MeasurementException("can't start the server", failure);
    }
    FutureTask<Integer> port = new FutureTask<>(() -> readPort(process));
    Thread.startVirtualThread(port);
    try {
      return new Server(process, port.get(START_SECONDS_MAX, TimeUnit.SECONDS));
    } catch (ExecutionException failure) {
      process.destroyForcibly();
      throw new MeasurementException("the server ended before it was ready", failure);
    } catch (TimeoutException _) {
      process.destroyForcibly();
      throw new MeasurementException("the server was not ready after " + START_SECONDS_MAX + " s");
    }
  }

  /** Skips what a server may say first. */
  static int readPort(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new EOFException("it printed no '" + READY + "PORT'");
    }
    return Integer.parseInt(line.substring(READY.length()));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** User and kernel time of the whole process so far: collector and compiler included. */
  double cpuSeconds() throws MeasurementException {
    try {
      return ProcessStat.cpuSeconds(process.toHandle());
    } catch (IOException failure) {
      throw new MeasurementException("the server has ended", failure);
    }
  }

  /** Kills the server and waits for its end, which a kill makes near. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
