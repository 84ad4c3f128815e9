package jacquard.bench.http;

import jacquard.bench.Console;
import jacquard.bench.MeasurementException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The servers of one workload, each checked and warmed up. */
final class WarmServers implements AutoCloseable {
  private final HttpWorkload workload;
  private final WarmUp warmUp;
  private final Console console;
  private final Map<HttpSubject, Server> servers = new LinkedHashMap<>();

  WarmServers(HttpWorkload workload, WarmUp warmUp, Console console) {
    this.workload = workload;
    this.warmUp = warmUp;
    this.console = console;
  }

  /** Starts, checks and warms a subject's server. */
  void start(HttpSubject subject) throws MeasurementException, InterruptedException {
    Server server = Server.start(subject, JvmSettings.LOADED);
    servers.put(subject, server);
    try {
      ResponseCheck.check(workload, server.port());
      String told = warmUp.run(server.port());
      console.progress("http " + workload.label() + " " + subject.name() + ": warm after " + told);
    } catch (MeasurementException failure) {
      servers.remove(subject);
      server.close();
      throw failure;
    }
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
