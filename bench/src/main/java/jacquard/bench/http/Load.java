package jacquard.bench.http;

import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat.CpuTime;
import java.util.List;
import java.util.Map;

/** What a load generator has seen of a server. */
sealed interface Load permits Wrk.Rates, OpenLoop.Latencies {

  /** How many requests were answered. */
  long requests();

  /**
   * What the generator tells, by unit, the one that its workloads are judged by first.
   *
   * @param used CPU time of the server meanwhile
   * @throws MeasurementException if this was no load that tells anything
   */
  Map<String, Double> figures(CpuTime used) throws MeasurementException;

  /** Makes load. */
  interface Generator {

    /**
     * Loads a server for so long.
     *
     * @param prefix a command that runs the generator, or nothing
     */
    Load load(HttpWorkload workload, int port, long seconds, List<String> prefix)
        throws MeasurementException, InterruptedException;
  }
}
