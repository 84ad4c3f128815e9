package jacquard.bench.micro;

import jacquard.bench.Effort;
import jacquard.bench.Home;
import jacquard.bench.MeasurementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH measure one benchmark in one process. */
final class Jmh {
  private static final int WARMUPS = 4;
  private static final int MEASURED = 5;

  /** One operation is warm long before a workload of the core suite is. */
  private static final int EFFORT_PART = 3;

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  static {
    // Whether another of its runs disturbs this one is for our own check of the noise to say.
    System.setProperty("jmh.ignoreLock", "true");
  }

  private Jmh() {}

  /**
   * What one process measured.
   *
   * @param nanos time of one operation
   * @param bytes allocated in one operation
   */
  record Figures(double nanos, double bytes) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f ns/op, %.1f bytes/op", nanos, bytes);
    }
  }

  static Figures fork(MicroSubject subject, MicroWorkload workload, Effort effort)
      throws MeasurementException {
    Path log = Home.resolve("target/micro/" + workload.label() + "-" + subject.label() + ".log");
    try {
      Files.createDirectories(Home.resolve("target/micro"));
      return figures(new Runner(options(subject, workload, effort, log)).runSingle());
    } catch (RunnerException failure) {
      throw new MeasurementException(failure.getMessage() + ", see " + log);
    } catch (IOException failure) {
      throw new MeasurementException("can't keep what JMH says", failure);
    }
  }

  private static Options options(
      MicroSubject subject, MicroWorkload workload, Effort effort, Path log) {
    return new OptionsBuilder()
        .include(subject.pattern(workload))
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(1)
        .forks(1)
        .warmupIterations(WARMUPS)
        .warmupTime(part(effort.warmupMillis(), WARMUPS))
        .measurementIterations(MEASURED)
        .measurementTime(part(effort.measureMillis(), MEASURED))
        .addProfiler(GCProfiler.class)
        .jvmArgs(subject.jvmOptions().toArray(String[]::new))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.NORMAL)
        .output(log.toString())
        .build();
  }

  private static TimeValue part(long millis, int iterations) {
    return TimeValue.milliseconds(Math.max(1, millis / EFFORT_PART / iterations));
  }

  private static Figures figures(RunResult result) throws MeasurementException {
    return new Figures(
        result.getPrimaryResult().getScore(), allocated(result.getSecondaryResults()));
  }

  @SuppressWarnings("rawtypes") // as JMH declares it
  private static double allocated(Map<String, Result> profiled) throws MeasurementException {
    for (Map.Entry<String, Result> entry : profiled.entrySet()) {
      if (entry.getKey().endsWith(ALLOCATED)) {
        return entry.getValue().getScore();
      }
    }
    throw new MeasurementException("JMH's profiler told no " + ALLOCATED);
  }
}
