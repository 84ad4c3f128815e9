package jacquard.bench.http;

import jacquard.bench.Children;
import jacquard.bench.Home;
import jacquard.bench.MeasurementException;
import jacquard.bench.ProcessStat.CpuTime;
import jacquard.bench.Toolchain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator {@code wrk}, pinned to the second core. */
final class Wrk {
  private static final String CORE = "1";
  private static final long SLACK_SECONDS = 30;

  /** A cold server on a busy machine is slow, which is no error. */
  private static final String TIMEOUT = "20s";

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final Pattern TROUBLE = Pattern.compile("(Socket errors: .*|Non-2xx .*)");

  private Wrk() {}

  /**
   * One load run.
   *
   * @param requests answered
   * @param rate answers a second
   */
  record Rates(long requests, double rate) implements Load {

    @Override
    public Map<String, Double> figures(CpuTime used) throws MeasurementException {
      if (used.seconds() <= 0) {
        throw new MeasurementException("the server used no CPU time");
      }
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(HttpUnit.PER_CPU_SECOND, requests / used.seconds());
      figures.put(HttpUnit.PER_SECOND, rate);
      return figures;
    }
  }

  /** Why load can't be made here, or empty. */
  static Optional<String> missing() {
    if (Runtime.getRuntime().availableProcessors() < 2) {
      return Optional.of("2 cores needed, one for the server and one for the load");
    }
    return Toolchain.missing("wrk", "apt install wrk")
        .or(() -> Toolchain.missing("taskset", "apt install util-linux"));
  }

  /** Loads a server for so long, with as much as it takes. */
  static Rates load(HttpWorkload workload, int port, long seconds, List<String> prefix)
      throws MeasurementException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(command(workload, port, seconds));
    return parse(Children.output(command, seconds + SLACK_SECONDS));
  }

  private static List<String> command(HttpWorkload workload, int port, long seconds) {
    List<String> words = new ArrayList<>(List.of("taskset", "-c", CORE, "wrk", "-t1"));
    words.add("-c" + workload.connections());
    words.addAll(List.of("--timeout", TIMEOUT));
    words.add("-d" + seconds + "s");
    String address = "http://127.0.0.1:" + port + workload.path();
    List<String> script = workload.script();
    if (script.isEmpty()) {
      words.add(address);
    } else {
      String file = Home.resolve("peers/wrk/" + script.getFirst()).toString();
      words.addAll(List.of("-s", file, address, "--"));
      words.addAll(script.subList(1, script.size()));
    }
    return words;
  }

  /** Reads wrk's summary; any error that it counted spoils the run. */
  static Rates parse(String summary) throws MeasurementException {
    Matcher trouble = TROUBLE.matcher(summary);
    if (trouble.find()) {
      throw new MeasurementException("wrk: " + trouble.group(1));
    }
    Matcher requests = REQUESTS.matcher(summary);
    Matcher rate = RATE.matcher(summary);
    if (!requests.find() || !rate.find()) {
      throw new MeasurementException("wrk's summary can't be read");
    }
    return new Rates(Long.parseLong(requests.group(1)), Double.parseDouble(rate.group(1)));
  }
}
