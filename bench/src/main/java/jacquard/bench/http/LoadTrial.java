package jacquard.bench.http;

import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat.CpuTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Warm servers under as much load as {@code wrk} can make: rates, and what a request costs. */
final class LoadTrial implements Trial {
  private static final long COUNTED_SECONDS = 1;

  private final HttpWorkload workload;
  private final Effort effort;
  private final WarmServers servers;

  LoadTrial(HttpWorkload workload, Effort effort, WarmServers servers) {
    this.workload = workload;
    this.effort = effort;
    this.servers = servers;
  }

  @Override
  public void prepare(HttpSubject subject) throws MeasurementException, InterruptedException {
    servers.start(subject);
  }

  @Override
  public Map<String, Double> measure(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    Server server = servers.of(subject);
    CpuTime before = server.cpuTime();
    Wrk.Load load = Wrk.load(workload, server.port(), effort.windowSeconds());
    CpuTime used = server.cpuTime().since(before);
    if (used.seconds() <= 0) {
      throw new MeasurementException("the server used no CPU time");
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(HttpUnit.PER_CPU_SECOND, load.requests() / used.seconds());
    figures.put(HttpUnit.PER_SECOND, load.rate());
    HttpUnit.addCosts(figures, used, load.requests());
    return figures;
  }

  /** In a window of its own: to count a call costs time. */
  @Override
  public Map<String, Double> count(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    if (SystemCalls.missing().isPresent()) {
      return Map.of();
    }
    Server server = servers.of(subject);
    try (SystemCalls calls = new SystemCalls(server.pid())) {
      Wrk.Load load = Wrk.load(workload, server.port(), COUNTED_SECONDS, calls.prefix());
      return Map.of(HttpUnit.SYSTEM_CALLS, calls.count() / (double) load.requests());
    }
  }

  @Override
  public void close() {
    servers.close();
  }
}
