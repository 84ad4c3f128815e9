package jacquard.bench.http;

import com.sun.management.UnixOperatingSystemMXBean;
import jacquard.bench.MeasurementException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Connections that were used once and wait: how much larger do so many make a server that has just
 * begun? Each round is a fresh process, since one that has grown would not grow again. The first
 * look is after one answer: had as many connections come and gone before it, what they left behind
 * in a JVM's memory would be there for those that stay, and these would seem to cost less than
 * their own objects.
 */
final class IdleTrial implements Trial {
  /** Descriptors that server and client need for other things. */
  private static final long OTHER_DESCRIPTORS = 500;

  private final HttpWorkload workload;
  private final long descriptors;

  /**
   * A trial.
   *
   * @param descriptors how many this process, and so a child, may have open
   */
  IdleTrial(HttpWorkload workload, long descriptors) {
    this.workload = workload;
    this.descriptors = descriptors;
  }

  /** A trial within what the system allows. */
  static IdleTrial here(HttpWorkload workload) {
    long descriptors =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    return new IdleTrial(workload, descriptors);
  }

  /** Nothing to do: a round begins with the start of the process. */
  @Override
  public void prepare(HttpSubject subject) {}

  @Override
  public Map<String, Double> measure(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    long count = Math.min(workload.connections(), descriptors - OTHER_DESCRIPTORS);
    if (count <= 0) {
      throw new MeasurementException(
          "the limit of descriptors, " + descriptors + ", allows no connections");
    }
    try (Server server = Server.start(subject, JvmSettings.IDLE)) {
      ResponseCheck.check(workload, server.port());
      Holding before = Holding.of(server);
      try (IdleConnections idle = new IdleConnections(workload, server.port())) {
        idle.open(count);
        Holding after = Holding.of(server);
        idle.checkHeld(server);
        Map<String, Double> figures = after.growthSince(before, count);
        if (count < workload.connections()) {
          figures.put(HttpUnit.CONNECTIONS, (double) count);
        }
        return figures;
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

    Map<String, Double> growthSince(Holding before, long connections) {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(HttpUnit.RESIDENT, (resident - before.resident) / (double) connections);
      if (heap.isPresent() && before.heap.isPresent()) {
        long grown = heap.getAsLong() - before.heap.getAsLong();
        figures.put(HttpUnit.HEAP, grown / (double) connections);
      }
      return figures;
    }
  }
}
