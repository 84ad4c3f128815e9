package jacquard.bench.http;

import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat.CpuTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Warm servers at a fixed rate, the same for all: latencies, and what a request costs. */
final class LatencyTrial implements Trial {
  private final HttpWorkload workload;
  private final Effort effort;
  private final WarmServers servers;

  LatencyTrial(HttpWorkload workload, Effort effort, WarmServers servers) {
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
    OpenLoop.Load load = OpenLoop.load(workload, server.port(), effort.windowSeconds());
    CpuTime used = server.cpuTime().since(before);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(HttpUnit.P99, load.p99Micros());
    figures.put(HttpUnit.P50, load.p50Micros());
    figures.put(HttpUnit.P999, load.p999Micros());
    HttpUnit.addCosts(figures, used, load.requests());
    return figures;
  }

  @Override
  public void close() {
    servers.close();
  }
}
