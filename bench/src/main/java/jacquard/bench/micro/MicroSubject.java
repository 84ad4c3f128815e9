package jacquard.bench.micro;

import jacquard.bench.Suite;
import jacquard.bench.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A subject of the micro suite: the class with its benchmarks, and how its processes are run. */
enum MicroSubject {
  /** Jacquard's loop engine. */
  JACQUARD("jacquard-loop", "JacquardBenchmarks"),
  /** What the JDK has that does the same. */
  JDK("jdk", "JdkBenchmarks");

  private static final String HEAP = "1g";
  private static final String PACKAGE = "jacquard.bench.micro.";

  private final String label;
  private final String benchmarks;

  MicroSubject(String label, String benchmarks) {
    this.label = label;
    this.benchmarks = benchmarks;
  }

  String label() {
    return label;
  }

  String version() {
    return switch (this) {
      case JACQUARD -> Versions.of("jacquard") + ", " + Versions.jdk();
      case JDK -> Versions.jdk();
    };
  }

  Suite.Entry entry() {
    return new Suite.Entry(label, version());
  }

  boolean runs(MicroWorkload workload) {
    return switch (this) {
      case JACQUARD -> true;
      case JDK -> workload.hasJdkMatch();
    };
  }

  /** What JMH finds the benchmark by. */
  String pattern(MicroWorkload workload) {
    return "^" + Pattern.quote(PACKAGE + benchmarks + "." + workload.label()) + "$";
  }

  /** Options of the JVM: each subject's benchmarks run on what its users' code would run on. */
  List<String> jvmOptions() {
    List<String> options = new ArrayList<>(List.of("-XX:+UseG1GC", "-Xms" + HEAP, "-Xmx" + HEAP));
    switch (this) {
      case JACQUARD ->
          options.addAll(
              List.of(
                  "--add-opens=java.base/java.lang=ALL-UNNAMED",
                  "-Djacquard.engine=loop",
                  "-Djacquard.workers=1",
                  "-Djmh.executor=CUSTOM",
                  "-Djmh.executor.class=" + TaskExecutor.class.getName()));
      case JDK -> options.add("-Djmh.executor=VIRTUAL");
    }
    return List.copyOf(options);
  }
}
