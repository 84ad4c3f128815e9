package jacquard.bench.http;

import jacquard.bench.Children;
import jacquard.bench.MeasurementException;
import jacquard.bench.NativePeers;
import jacquard.bench.ProcessStat.CpuTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator {@code peers/rust/open-loop}, pinned to the second core: sends at a fixed
 * rate, whatever the server does, and counts a latency from when the request was due.
 */
final class OpenLoop {
  /** About half of what the slowest subject, Node.js, sustains on a core of a usual server. */
  static final int RATE = 10_000;

  private static final String CORE = "1";
  private static final String PROGRAM = "open-loop";
  private static final long SLACK_SECONDS = 40;

  /**
   * A server that answers a smaller share of the rate is overloaded, and its latencies grow with
   * the window. Low, because to drop a round with a stall near its end would flatter the others.
   */
  private static final double KEPT_UP = 0.9;

  private static final Pattern FIGURE = Pattern.compile("(\\w+)=([0-9.]+)");

  private OpenLoop() {}

  /**
   * One load run.
   *
   * @param requests answered
   * @param rate answers a second
   * @param p50Micros latency that half of them did not exceed
   * @param p99Micros the same of 99 %
   * @param p999Micros the same of 99.9 %
   */
  record Latencies(
      long requests, double rate, double p50Micros, double p99Micros, double p999Micros)
      implements Load {

    /** A server that did not keep up has no latency. */
    @Override
    public Map<String, Double> figures(CpuTime used) throws MeasurementException {
      if (rate < KEPT_UP * RATE) {
        throw new MeasurementException(
            String.format(
                Locale.ROOT, "the server did not keep up: %,.0f of %,d requests/s", rate, RATE));
      }
      // The median says least: half of the requests meet a server that is idle.
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(HttpUnit.P99, p99Micros);
      figures.put(HttpUnit.P50, p50Micros);
      figures.put(HttpUnit.P999, p999Micros);
      return figures;
    }
  }

  /** Loads a server for so long, at the rate. */
  static Latencies load(HttpWorkload workload, int port, long seconds, List<String> prefix)
      throws MeasurementException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(command(workload, port, seconds));
    return parse(Children.output(command, seconds + SLACK_SECONDS));
  }

  /** The same for what counts most of it. */
  static double p99Micros(HttpWorkload workload, int port, long seconds)
      throws MeasurementException, InterruptedException {
    return load(workload, port, seconds, List.of()).p99Micros();
  }

  private static List<String> command(HttpWorkload workload, int port, long seconds) {
    return List.of(
        "taskset",
        "-c",
        CORE,
        NativePeers.RUST.binary(PROGRAM).toString(),
        Integer.toString(port),
        workload.path(),
        Integer.toString(workload.connections()),
        Integer.toString(RATE),
        "0",
        Long.toString(TimeUnit.SECONDS.toMillis(seconds)));
  }

  /** Reads the result line. */
  static Latencies parse(String output) throws MeasurementException {
    Map<String, Double> values = new HashMap<>();
    Matcher figure = FIGURE.matcher(output);
    while (figure.find()) {
      values.put(figure.group(1), Double.parseDouble(figure.group(2)));
    }
    return new Latencies(
        (long) value(values, "requests"),
        value(values, "rate"),
        value(values, "p50"),
        value(values, "p99"),
        value(values, "p999"));
  }

  private static double value(Map<String, Double> values, String key) throws MeasurementException {
    Double value = values.get(key);
    if (value == null) {
      throw new MeasurementException(PROGRAM + " printed no '" + key + "'");
    }
    return value;
  }
}
