package jacquard.verify.stress;

import jacquard.verify.evidence.Evidence;
import jacquard.verify.evidence.Figure;
import jacquard.verify.evidence.Option;
import jacquard.verify.evidence.Order;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * JCStress over every lock-free class: the interleavings that a processor and a compiler find by
 * themselves, millions of times over. One JVM configuration, and one test at a time on two
 * processors; with more time, more samples.
 */
public final class Stress implements Evidence {

  private static final Duration USUAL = Duration.ofMinutes(6);

  /** How long a test takes beside its iterations: a JVM starts for it. */
  private static final Duration START_OF_TEST = Duration.ofMillis(2_500);

  private static final int ITERATIONS = 5;
  private static final int ITERATION_MILLIS_MIN = 50;

  /** When nothing is heard of a test for so much longer than it should take, it hangs. */
  private static final Duration SILENCE_MAX = Duration.ofMinutes(3);

  private static final String TESTS = "/META-INF/TestList";

  /** For {@code Main}. */
  public Stress() {}

  @Override
  public String name() {
    return "stress";
  }

  @Override
  public String proves() {
    return "no interleaving of two actors breaks an invariant of a lock-free class";
  }

  @Override
  public String takes() {
    return "about " + USUAL.toMinutes() + " minutes";
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.MINUTES, Option.ONLY);
  }

  @Override
  public Figure gather(Order order) throws Exception {
    List<String> tests = tests(order);
    if (tests.isEmpty()) {
      return new Figure(false, "0 tests: none is found by " + order.only());
    }
    Path report = Files.createTempDirectory("jacquard-stress");
    Verdicts verdicts = new Verdicts();
    long millis = iterationMillis(order, tests.size());
    System.out.printf("%d tests, %d x %d ms each%n", tests.size(), ITERATIONS, millis);
    Process jcstress = start(command(order, millis, report), report);
    Watchdog watchdog =
        new Watchdog(jcstress, SILENCE_MAX.plusMillis(ITERATIONS * millis), verdicts);
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(jcstress.getInputStream(), StandardCharsets.UTF_8))) {
      watchdog.start();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        verdicts.read(line);
      }
    }
    jcstress.waitFor();
    watchdog.interrupt();
    watchdog.join();
    return verdicts.figure(tests.size(), report);
  }

  private static List<String> tests(Order order) throws IOException {
    try (InputStream list =
        Objects.requireNonNull(
            Stress.class.getResourceAsStream(TESTS), "no stress tests: use verify/run")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .flatMap(line -> TestName.in(line).stream())
          .filter(order::wants)
          .collect(Collectors.toList());
    }
  }

  private static long iterationMillis(Order order, int tests) {
    long each = order.time().orElse(USUAL).toMillis() / tests - START_OF_TEST.toMillis();
    return Math.max(ITERATION_MILLIS_MIN, each / ITERATIONS);
  }

  private static List<String> command(Order order, long millis, Path report) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "org.openjdk.jcstress.Main",
        "-t",
        "jacquard.*(" + order.only().pattern() + ")",
        "-m",
        "quick",
        "-sc",
        "false",
        "-iters",
        String.valueOf(ITERATIONS),
        "-time",
        String.valueOf(millis),
        "-v",
        "-jvmArgs",
        "--add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED"
            + " -XX:+UseSerialGC",
        "-r",
        report.toString());
  }

  /** In the report's directory: JCStress leaves a file of results where it is started. */
  private static Process start(List<String> command, Path report) throws IOException {
    return new ProcessBuilder(command).directory(report.toFile()).redirectErrorStream(true).start();
  }
}
