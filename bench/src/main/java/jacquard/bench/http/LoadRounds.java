package jacquard.bench.http;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.Measurement;
import jacquard.bench.MeasurementException;
import jacquard.bench.Series;
import jacquard.bench.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All rounds of one workload: starts and warms the servers, loads them in turn, ends them. */
final class LoadRounds implements AutoCloseable {
  static final String PER_CPU_SECOND = "requests/cpu-s";
  static final String PER_SECOND = "requests/s";

  private static final int WORKERS = 1;
  private static final long WARMUP_SECONDS_MAX = 90;
  private static final long WARMUP_STEP_SECONDS = 3;

  private final HttpWorkload workload;
  private final Effort effort;
  private final Optional<Profile> profile;
  private final Console console;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  LoadRounds(HttpWorkload workload, Effort effort, Optional<Profile> profile, Console console) {
    this.workload = workload;
    this.effort = effort;
    this.profile = profile;
    this.console = console;
  }

  /** Starts, checks and warms a server for each subject; who fails is out of this workload. */
  void start(List<HttpSubject> subjects) throws InterruptedException {
    for (HttpSubject subject : subjects) {
      try {
        Candidate candidate = new Candidate(subject, workload);
        candidates.add(candidate);
        ResponseCheck.check(workload, candidate.server.port());
        warmUp(candidate);
      } catch (MeasurementException failure) {
        fail(subject.name(), failure);
        drop(subject);
      }
    }
  }

  private void drop(HttpSubject subject) {
    for (Candidate candidate : List.copyOf(candidates)) {
      if (candidate.subject.equals(subject)) {
        candidate.server.close();
        candidates.remove(candidate);
      }
    }
  }

  /** Loads until the server has answered as many requests as every other before its rounds. */
  private void warmUp(Candidate candidate) throws MeasurementException, InterruptedException {
    long goal = workload.warmupRequests() / effort.shrink();
    long answered = 0;
    long seconds = 0;
    long next = 1;
    while (answered < goal && seconds < WARMUP_SECONDS_MAX) {
      Wrk.Load load = Wrk.load(workload, candidate.server.port(), next);
      answered += load.requests();
      seconds += next;
      // Short steps: a server that grows warm would overshoot what its cold rate foretells.
      double secondsLeft = (goal - answered) / Math.max(1, load.rate());
      next = Math.clamp((long) secondsLeft, 1, WARMUP_STEP_SECONDS);
    }
    console.progress(
        String.format(
            Locale.ROOT,
            "http %s %s: warm after %,d requests, %d s",
            workload.label(),
            candidate.subject.name(),
            answered,
            seconds));
  }

  /** Loads the servers in turn, round by round. */
  void run() throws InterruptedException {
    for (int round = 1; round <= effort.rounds(); round++) {
      for (Candidate candidate : candidates) {
        String label =
            String.format(
                Locale.ROOT, "%d/%d %s", round, effort.rounds(), candidate.subject.name());
        try {
          Measurement<Window> measured =
              Measurement.quietest(effort.attempts(), () -> measure(candidate));
          candidate.add(measured);
          console.progress(
              String.format(
                  Locale.ROOT,
                  "http %s %s: %s (%s)",
                  workload.label(),
                  label,
                  measured.value(),
                  measured.noise()));
          if (recorded(candidate)) {
            profile
                .orElseThrow()
                .summarise(
                    workload.label(),
                    candidate.subject.name(),
                    measured.value().toString(),
                    console);
          }
        } catch (MeasurementException failure) {
          fail(label, failure);
        }
      }
    }
  }

  private boolean recorded(Candidate candidate) {
    return profile.isPresent() && candidate.subject.isJvm();
  }

  private Window measure(Candidate candidate) throws MeasurementException, InterruptedException {
    if (!recorded(candidate)) {
      return load(candidate);
    }
    return profile
        .orElseThrow()
        .record(
            candidate.server.pid(),
            workload.label(),
            candidate.subject.name(),
            () -> load(candidate));
  }

  private Window load(Candidate candidate) throws MeasurementException, InterruptedException {
    double before = candidate.server.cpuSeconds();
    Wrk.Load load = Wrk.load(workload, candidate.server.port(), effort.windowSeconds());
    double used = candidate.server.cpuSeconds() - before;
    if (used <= 0) {
      throw new MeasurementException("the server used no CPU time");
    }
    return new Window(load.requests() / used, load.rate());
  }

  private void fail(String what, MeasurementException failure) {
    String line =
        HttpSuite.NAME + " " + workload.label() + " " + what + ": " + failure.getMessage();
    failures.add(line);
    console.progress(line);
  }

  /** The figures of all rounds. */
  List<Series> series() {
    List<Series> series = new ArrayList<>();
    candidates.forEach(candidate -> series.add(candidate.perCpuSecond));
    candidates.forEach(candidate -> series.add(candidate.perSecond));
    return series;
  }

  /** One line for each measurement that did not come about. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    for (Candidate candidate : candidates) {
      candidate.server.close();
    }
  }

  private record Window(double perCpuSecond, double perSecond) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%,.0f %s, %,.0f %s", perCpuSecond, PER_CPU_SECOND, perSecond, PER_SECOND);
    }
  }

  private static final class Candidate {
    private final HttpSubject subject;
    private final Server server;
    private final Series perCpuSecond;
    private final Series perSecond;

    Candidate(HttpSubject subject, HttpWorkload workload)
        throws MeasurementException, InterruptedException {
      this.subject = subject;
      this.perCpuSecond = series(subject, workload, PER_CPU_SECOND);
      this.perSecond = series(subject, workload, PER_SECOND);
      this.server = Server.start(subject);
    }

    private static Series series(HttpSubject subject, HttpWorkload workload, String unit) {
      return new Series(
          HttpSuite.NAME, workload.label(), subject.name(), subject.version(), WORKERS, unit);
    }

    void add(Measurement<Window> measured) {
      perCpuSecond.add(measured.value().perCpuSecond, measured.noise());
      perSecond.add(measured.value().perSecond, measured.noise());
    }
  }
}
