package jacquard.verify.storms;

import jacquard.task.Scope;
import jacquard.verify.evidence.EngineUnderTest;
import java.time.Duration;
import java.util.function.Consumer;

/** A process in which tasks wait in one way; its JVM says on its output what it deoptimizes. */
final class Crowded {

  /** Scopes whose tasks do not wait, before the first one does. */
  private static final int BUSY_SCOPES = 3_000;

  private static final int BUSY_TASKS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Crowded() {}

  /** With an engine, a way to wait, how many tasks, how often, and whether others come before. */
  public static void main(String[] arguments) throws Exception {
    Crowd crowd = Crowd.named(arguments[1]);
    int tasks = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    Trial.Before before = Trial.Before.valueOf(arguments[4]);
    boolean ended =
        EngineUnderTest.named(arguments[0])
            .run(
                LIMIT,
                () -> {
                  runBefore(before);
                  for (int round = 0; round < rounds; round++) {
                    crowd.round().run(tasks);
                  }
                });
    if (!ended) {
      System.err.println("not all tasks ended within " + LIMIT.toMinutes() + " minutes");
    }
    System.exit(ended ? 0 : 1);
  }

  private static void runBefore(Trial.Before before) throws InterruptedException {
    switch (before) {
      case NOTHING -> {}
      case BUSY -> forkInTurn(scope -> scope.fork(() -> {}));
      case VALUES -> forkInTurn(scope -> scope.fork(() -> 1));
    }
  }

  private static void forkInTurn(Consumer<Scope> fork) throws InterruptedException {
    for (int i = 0; i < BUSY_SCOPES; i++) {
      Scope.run(scope -> {
        for (int task = 0; task < BUSY_TASKS; task++) {
          fork.accept(scope);
        }
      });
    }
  }
}
