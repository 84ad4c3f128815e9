package jacquard.bench.http;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The servers of one workload, each checked and warmed up: with the same number of requests, or for
 * as long as makes any warm if it is slow.
 */
final class WarmServers implements AutoCloseable {
  private static final long WARMUP_SECONDS_MAX = 12;
  private static final long WARMUP_STEP_SECONDS = 1;

  private final HttpWorkload workload;
  private final Effort effort;
  private final Console console;
  private final Map<HttpSubject, Server> servers = new LinkedHashMap<>();

  WarmServers(HttpWorkload workload, Effort effort, Console console) {
    this.workload = workload;
    this.effort = effort;
    this.console = console;
  }

  /** Starts, checks and warms a subject's server. */
  void start(HttpSubject subject) throws MeasurementException, InterruptedException {
    Server server = Server.start(subject, JvmSettings.LOADED);
    servers.put(subject, server);
    try {
      ResponseCheck.check(workload, server.port());
      warmUp(subject, server);
    } catch (MeasurementException failure) {
      servers.remove(subject);
      server.close();
      throw failure;
    }
  }

  /** Loads until the server has answered as many requests as every other, or for long enough. */
  private void warmUp(HttpSubject subject, Server server)
      throws MeasurementException, InterruptedException {
    long goal = workload.warmupRequests() / effort.shrink();
    long answered = 0;
    long seconds = 0;
    long next = 1;
    while (answered < goal && seconds < WARMUP_SECONDS_MAX) {
      Wrk.Rates load = Wrk.load(workload, server.port(), next, List.of());
      answered += load.requests();
      seconds += next;
      // Short steps: a server that grows warm would overshoot what its cold rate foretells.
      double secondsLeft = (goal - answered) / Math.max(1, load.rate());
      next = Math.clamp((long) secondsLeft, 1, WARMUP_STEP_SECONDS);
    }
    console.progress(
        String.format(
            Locale.ROOT,
            "http %s %s: warm after %,d requests, %d s",
            workload.label(),
            subject.name(),
            answered,
            seconds));
  }

  /** The server of a subject that has been started. */
  Server of(HttpSubject subject) {
    Server server = servers.get(subject);
    if (server == null) {
      throw new IllegalStateException(subject.name() + " has no server that runs");
    }
    return server;
  }

  @Override
  public void close() {
    servers.values().forEach(Server::close);
  }
}
