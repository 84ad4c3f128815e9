package jacquard.bench.http;

import com.sun.management.UnixOperatingSystemMXBean;
import jacquard.bench.MeasurementException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Connections that were used once and wait: how much larger does the server get by each? Each round
 * is a fresh process, since one that has grown would not grow again.
 */
final class IdleTrial implements Trial {
  /** Descriptors that server and client need for other things. */
  private static final long OTHER_DESCRIPTORS = 500;

  private final HttpWorkload workload;

  IdleTrial(HttpWorkload workload) {
    this.workload = workload;
  }

  /** Nothing to do: a round begins with the start of the process. */
  @Override
  public void prepare(HttpSubject subject) {}

  @Override
  public Map<String, Double> measure(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    try (Server server = Server.start(subject, JvmSettings.IDLE)) {
      // As many come and go first: classes are loaded, pools are filled, and what so many requests
      // have a JVM compile is compiled.
      for (int i = 0; i < workload.connections(); i++) {
        ResponseCheck.check(workload, server.port());
      }
      Holding before = Holding.of(server);
      try (IdleConnections idle = new IdleConnections(workload, server.port())) {
        idle.open(Math.min(workload.connections(), descriptors() - OTHER_DESCRIPTORS));
        Holding after = Holding.of(server);
        idle.checkHeld(server);
        return after.growthSince(before, idle.count());
      }
    }
  }

  @Override
  public void close() {}

  /**
   * What a server has in memory, after a collection where it has a collector that can be asked.
   *
   * @param resident bytes of the process
   * @param heap bytes in use; empty if it is not a JVM
   */
  private record Holding(long resident, OptionalLong heap) {

    static Holding of(Server server) throws MeasurementException, InterruptedException {
      OptionalLong heap = server.heapBytes();
      return new Holding(server.residentBytes(), heap);
    }

    Map<String, Double> growthSince(Holding before, int connections) {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(HttpUnit.RESIDENT, (resident - before.resident) / (double) connections);
      if (heap.isPresent() && before.heap.isPresent()) {
        long grown = heap.getAsLong() - before.heap.getAsLong();
        figures.put(HttpUnit.HEAP, grown / (double) connections);
      }
      return figures;
    }
  }

  /** How many this process, and so a child, may open. */
  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
