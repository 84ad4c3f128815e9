package jacquard.bench.http;

import jacquard.bench.AotCache;
import jacquard.bench.Effort;
import jacquard.bench.MeasurementException;
import jacquard.bench.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From the start of a process to its first answer, time and again. With a cache, the JVM finds its
 * classes loaded and linked; other subjects are as they are, compiled ahead of time or not.
 */
final class StartTrial implements Trial {
  private static final int STARTS_MIN = 5;

  /** Requests that the training of a cache answers, each on a connection of its own. */
  private static final int TRAINING_REQUESTS = 1_000;

  private static final double NANOS_PER_MILLI = 1e6;

  private final HttpWorkload workload;
  private final Effort effort;
  private final Map<HttpSubject, AotCache> caches = new HashMap<>();

  StartTrial(HttpWorkload workload, Effort effort) {
    this.workload = workload;
    this.effort = effort;
  }

  @Override
  public void prepare(HttpSubject subject) throws MeasurementException, InterruptedException {
    if (workload == HttpWorkload.START_AOT && subject instanceof HttpSubject.Jvm) {
      AotCache cache = AotCache.of(subject.name());
      cache.train(options -> train(subject, options));
      caches.put(subject, cache);
    }
    start(subject);
  }

  /** Has a server answer, and end as a JVM must that writes a cache. */
  private void train(HttpSubject subject, List<String> options)
      throws MeasurementException, InterruptedException {
    try (Server server = Server.start(subject, JvmSettings.LOADED.with(options))) {
      for (int i = 0; i < TRAINING_REQUESTS; i++) {
        ResponseCheck.check(workload, server.port());
      }
      server.end();
    }
  }

  @Override
  public Map<String, Double> measure(HttpSubject subject)
      throws MeasurementException, InterruptedException {
    // As long as any window: what is foreign load must show, but in a look.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(effort.forALook() ? 0 : 1);
    int startsMin = effort.forALook() ? 1 : STARTS_MIN;
    List<Double> millis = new ArrayList<>();
    while (millis.size() < startsMin || System.nanoTime() < end) {
      millis.add(start(subject));
    }
    double[] all = millis.stream().mapToDouble(Double::doubleValue).toArray();
    return Map.of(HttpUnit.MILLIS, Spread.of(all).median());
  }

  /** Milliseconds to the first answer, which is checked. */
  private double start(HttpSubject subject) throws MeasurementException, InterruptedException {
    AotCache cache = caches.get(subject);
    JvmSettings settings =
        cache == null ? JvmSettings.LOADED : JvmSettings.LOADED.with(cache.used());
    long begin = System.nanoTime();
    try (Server server = Server.start(subject, settings)) {
      ResponseCheck.check(workload, server.port());
      return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }
  }

  @Override
  public void close() {}
}
