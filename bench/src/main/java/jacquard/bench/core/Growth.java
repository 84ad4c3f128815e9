package jacquard.bench.core;

import static jacquard.bench.core.CoreWorkload.W1;
import static jacquard.bench.core.CoreWorkload.W3;
import static jacquard.bench.core.CoreWorkload.W4;
import static jacquard.bench.core.CoreWorkload.W5;
import static jacquard.bench.core.CoreWorkload.W6;
import static jacquard.bench.core.CoreWorkload.W7;
import static jacquard.bench.core.CoreWorkload.W8;

import jacquard.bench.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How cost grows: workloads at four sizes, named {@code W1@10k}, and on one worker and on two,
 * named {@code W3/1}.
 */
final class Growth {

  /** The subjects whose growth is asked for: ours, and the best of each kind of peer. */
  static final Set<String> SUBJECTS =
      Set.of("jacquard-loop", "jacquard-handlers", "jdk", "kotlin", "tokio-mimalloc", "go");

  private static final int KILO = 1_000;
  private static final int SIZE_MIN = KILO;
  private static final int SIZE_MAX = KILO * KILO;
  private static final int STEP = 10;
  private static final int WORKERS_MAX = 2;

  private static final List<CoreWorkload> SIZED = List.of(W1, W6, W7);
  private static final List<CoreWorkload> SPREAD = List.of(W1, W3, W4, W5, W8);

  private Growth() {}

  static List<CoreCase> cases() {
    List<CoreCase> cases = new ArrayList<>();
    for (CoreWorkload workload : SIZED) {
      for (int size = SIZE_MIN; size <= SIZE_MAX; size *= STEP) {
        cases.add(sized(workload, size));
      }
    }
    for (CoreWorkload workload : SPREAD) {
      for (int workers = 1; workers <= WORKERS_MAX; workers++) {
        cases.add(spread(workload, workers));
      }
    }
    return cases;
  }

  private static CoreCase sized(CoreWorkload workload, int size) {
    String text =
        switch (workload) {
          case W6 -> "%,d tasks sleep for 1 s";
          case W7 -> "memory of a waiting task, %,d of them";
          default -> workload.text() + ", %,d of them";
        };
    return new CoreCase(
        workload,
        size,
        WORKERS_MAX,
        new Suite.Entry(workload + "@" + shortened(size), String.format(Locale.ROOT, text, size)),
        false);
  }

  private static String shortened(int size) {
    return size < SIZE_MAX ? size / KILO + "k" : size / SIZE_MAX + "M";
  }

  private static CoreCase spread(CoreWorkload workload, int workers) {
    return new CoreCase(
        workload,
        workload.size(),
        workers,
        new Suite.Entry(
            workload + "/" + workers,
            workload.text() + ", " + workers + (workers == 1 ? " worker" : " workers")),
        false);
  }
}
