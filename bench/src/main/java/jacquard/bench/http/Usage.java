package jacquard.bench.http;

import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat.CpuTime;
import jacquard.bench.ProcessStat.Switches;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a server had used at one moment.
 *
 * @param cpu time, collector and compiler included
 * @param switches between threads, wanted or not
 * @param allocated bytes on the heap; empty if it is not a JVM
 */
record Usage(CpuTime cpu, Switches switches, OptionalLong allocated) {
  private static final double MICROS_PER_SECOND = 1e6;

  /** What a server has used so far. */
  static Usage of(Server server) throws MeasurementException, InterruptedException {
    return new Usage(server.cpuTime(), server.switches(), server.allocatedBytes());
  }

  /** What one of so many requests has cost since an earlier moment, by unit. */
  Map<String, Double> costsSince(Usage before, long requests) {
    CpuTime used = cpu.since(before.cpu);
    Map<String, Double> costs = new LinkedHashMap<>();
    costs.put(HttpUnit.USER_MICROS, used.userSeconds() * MICROS_PER_SECOND / requests);
    costs.put(HttpUnit.KERNEL_MICROS, used.kernelSeconds() * MICROS_PER_SECOND / requests);
    switches
        .since(before.switches)
        .ifPresent(count -> costs.put(HttpUnit.SWITCHES, count / (double) requests));
    if (allocated.isPresent() && before.allocated.isPresent()) {
      long bytes = allocated.getAsLong() - before.allocated.getAsLong();
      costs.put(HttpUnit.ALLOCATED, bytes / (double) requests);
    }
    return costs;
  }
}
