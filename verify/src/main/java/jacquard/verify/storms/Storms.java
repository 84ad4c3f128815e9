package jacquard.verify.storms;

import jacquard.verify.evidence.Evidence;
import jacquard.verify.evidence.Figure;
import jacquard.verify.evidence.Option;
import jacquard.verify.evidence.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A hundred thousand tasks wait at once, three times in a row, in each way to wait: how often does
 * the JVM give up what it has compiled? What a task parks in is compiled before the first of them
 * comes back; if that code takes what follows the wait for what never happens, each frame is thawed
 * into a trap, which costs 30 us. Each trial has a JVM of its own, as what is compiled when is what
 * it is about.
 */
public final class Storms implements Evidence {

  private static final int TASKS = 100_000;
  private static final int ROUNDS = 3;

  /** A sound trial has 15 to 200 of them, a storm 18,000 to 200,000. */
  private static final int TRAPS_MAX = 10_000;

  private static final int SITES_SHOWN = 3;

  /** For {@code Main}. */
  public Storms() {}

  @Override
  public String name() {
    return "storms";
  }

  @Override
  public String proves() {
    return "%,d tasks that wait for the first time do not deoptimize the code behind the wait"
        .formatted(TASKS);
  }

  @Override
  public String takes() {
    return "five minutes";
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.ENGINE, Option.ONLY);
  }

  @Override
  public Figure gather(Order order) throws Exception {
    int trials = 0;
    int storms = 0;
    long most = 0;
    for (String engine : order.engines()) {
      for (Crowd crowd : Crowd.all()) {
        for (Before before : Before.values()) {
          String trial = "%s engine, %s, %s".formatted(engine, crowd.name(), before.words);
          if (order.wants(trial)) {
            Traps traps = trial(engine, crowd, before);
            System.out.printf("  %s: %s%n", trial, traps.most(SITES_SHOWN));
            trials++;
            storms += traps.total() > TRAPS_MAX ? 1 : 0;
            most = Math.max(most, traps.total());
          }
        }
      }
    }
    String text =
        "%d trials of %,d waits, %d storms; at most %,d deoptimizations in one (allowed: %,d)"
            .formatted(trials, TASKS * ROUNDS, storms, most, TRAPS_MAX);
    return new Figure(trials > 0 && storms == 0, text);
  }

  /** What the JVM has run, and compiled for, before the first task waits. */
  enum Before {
    NOTHING("at the start"),
    BUSY("after tasks that never waited");

    private final String words;

    Before(String words) {
      this.words = words;
    }
  }

  private static Traps trial(String engine, Crowd crowd, Before before)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens",
                    "java.base/java.lang=ALL-UNNAMED",
                    "-Xlog:disable",
                    "-Xlog:deoptimization=debug:stdout:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Crowded.class.getName(),
                    engine,
                    crowd.name(),
                    Integer.toString(TASKS),
                    Integer.toString(ROUNDS),
                    before.name()))
            // What the monitor says of a carrier that works for long is no matter of this.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Traps traps = Traps.of(process.inputReader(StandardCharsets.US_ASCII));
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException("a trial of " + crowd.name() + " ended with status " + status);
      }
      return traps;
    } finally {
      process.destroyForcibly();
    }
  }
}
