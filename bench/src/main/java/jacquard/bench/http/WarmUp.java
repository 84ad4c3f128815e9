package jacquard.bench.http;

import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import java.util.List;
import java.util.Locale;

/**
 * What a server answers before it is measured: as many requests as every other, or for as long as
 * makes any warm if it is slow. Where latency at a rate is measured, then at that rate until its
 * p99 falls no more: a JVM compiles anew what runs otherwise than at full speed, and its compiler
 * shares the server's core, so that 20 ms of it are 1 % of the requests in a window of 2 s.
 */
final class WarmUp {
  private static final int SECONDS_MAX = 12;

  /** At the rate, in windows of a second. */
  private static final int PACED_SECONDS_MAX = 12;

  /** So many windows that are no better than the best before end it: a compiler comes in spells. */
  private static final int NO_BETTER_MAX = 4;

  /** What counts as better: a p99 of 10,000 requests moves by itself. */
  private static final double BETTER = 0.9;

  private final HttpWorkload workload;
  private final Effort effort;
  private final Load.Generator full;
  private final Pace pace;

  WarmUp(HttpWorkload workload, Effort effort, Load.Generator full, Pace pace) {
    this.workload = workload;
    this.effort = effort;
    this.full = full;
    this.pace = pace;
  }

  /** A load at the rate that is measured. */
  interface Pace {

    /** Loads a server for so long; the latency that 99 % of the requests did not exceed. */
    double p99Micros(HttpWorkload workload, int port, long seconds)
        throws MeasurementException, InterruptedException;
  }

  /** Warms the server at a port up; what that took, in words. */
  String run(int port) throws MeasurementException, InterruptedException {
    String told = atFullSpeed(port);
    return workload == HttpWorkload.LATENCY ? told + ", " + atThePace(port) : told;
  }

  /** Short loads: connections come and go as often as they will between the rounds. */
  private String atFullSpeed(int port) throws MeasurementException, InterruptedException {
    long goal = workload.warmupRequests() / effort.shrink();
    long answered = 0;
    long seconds = 0;
    while (answered < goal && seconds < atMost(SECONDS_MAX)) {
      answered += full.load(workload, port, 1, List.of()).requests();
      seconds++;
    }
    return String.format(Locale.ROOT, "%,d requests, %d s", answered, seconds);
  }

  private int atMost(int seconds) {
    return Math.max(1, seconds / effort.shrink());
  }

  private String atThePace(int port) throws MeasurementException, InterruptedException {
    double best = Double.MAX_VALUE;
    int seconds = 0;
    int noBetter = 0;
    while (seconds < atMost(PACED_SECONDS_MAX) && noBetter < NO_BETTER_MAX) {
      double p99 = pace.p99Micros(workload, port, 1);
      seconds++;
      noBetter = p99 < BETTER * best ? 0 : noBetter + 1;
      best = Math.min(best, p99);
    }
    return String.format(Locale.ROOT, "%d s at the rate to a p99 of %,.0f us", seconds, best);
  }
}
