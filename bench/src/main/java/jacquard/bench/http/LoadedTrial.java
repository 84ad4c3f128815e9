package jacquard.bench.http;

import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat.CpuTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Warm servers under load: what the generator sees of them, and what a request costs. */
final class LoadedTrial implements Trial {
  private static final long COUNTED_SECONDS = 1;

  private final HttpWorkload workload;
  private final Effort effort;
  private final WarmServers servers;
  private final Load.Generator generator;

  LoadedTrial(HttpWorkload workload, Effort effort, WarmServers servers, Load.Generator generator) {
    this.workload = workload;
    this.effort = effort;
    this.servers = servers;
    this.generator = generator;
  }

  @Override
  public void prepare(HttpSubject subject) throws MeasurementException, InterruptedException {
    servers.start(subject);
  }

  @Override
  public Map<String, Double> measure(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    Server server = servers.of(subject);
    Usage before = Usage.of(server);
    Load load = generator.load(workload, server.port(), effort.windowSeconds(), List.of());
    Usage after = Usage.of(server);
    CpuTime used = after.cpu().since(before.cpu());
    Map<String, Double> figures = new LinkedHashMap<>(load.figures(used));
    figures.putAll(after.costsSince(before, load.requests()));
    return figures;
  }

  /** In a window of its own: to count a call costs time. */
  @Override
  public Map<String, Double> count(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    if (effort.forALook() || SystemCalls.missing().isPresent()) {
      return Map.of();
    }
    Server server = servers.of(subject);
    try (SystemCalls calls = new SystemCalls(server.pid())) {
      Load load = generator.load(workload, server.port(), COUNTED_SECONDS, calls.prefix());
      return Map.of(HttpUnit.SYSTEM_CALLS, calls.count() / (double) load.requests());
    }
  }

  @Override
  public void close() {
    servers.close();
  }
}
