package jacquard.verify.storms;

import jacquard.verify.evidence.Evidence;
import jacquard.verify.evidence.Figure;
import jacquard.verify.evidence.Option;
import jacquard.verify.evidence.Order;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A hundred thousand tasks wait at once, three times in a row, in each way to wait: how often does
 * the JVM give up what it has compiled? What a task parks in is compiled before the first of them
 * comes back; if that code takes what follows the wait for what never happens, each frame is thawed
 * into a trap, which costs 30 us. A sound trial has 15 to 200 of them, a storm 18,000 to 200,000.
 * On each engine there is a twin whose own code has such a branch: if it does not storm, nothing is
 * seen here at all.
 */
public final class Storms implements Evidence {

  private static final Trial.Size FULL = new Trial.Size(100_000, 3, List.of());

  /**
   * A task that meets the compiler's threshold waits for the compiler: the code that all later ones
   * park in is compiled, however loaded the machine and however few they are.
   */
  private static final Trial.Size SHORT = new Trial.Size(10_000, 1, List.of("-Xbatch"));

  private static final int SITES_SHOWN = 3;

  private final Trial.Size size;

  /** For {@code Main}. */
  public Storms() {
    this(FULL);
  }

  private Storms(Trial.Size size) {
    this.size = size;
  }

  /** For every build: a tenth of the tasks, once, and compiled while they wait for it. */
  public static Storms inShort() {
    return new Storms(SHORT);
  }

  @Override
  public String name() {
    return "storms";
  }

  @Override
  public String proves() {
    return "%,d tasks that wait for the first time do not deoptimize the code behind the wait"
        .formatted(size.tasks());
  }

  @Override
  public String takes() {
    return "eight minutes";
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.ENGINE, Option.ONLY);
  }

  @Override
  public Figure gather(Order order) throws Exception {
    List<Trial> trials =
        order.engines().stream()
            .flatMap(engine -> Trial.all(engine, size).stream())
            .filter(trial -> order.wants(trial.name()))
            .toList();
    if (trials.isEmpty()) {
      return new Figure(false, "0 trials: none is found by " + order.only());
    }
    Tally tally = new Tally(size);
    for (String engine : order.engines()) {
      tally.addTwin(run(Trial.twin(engine, size)));
    }
    for (Trial trial : trials) {
      tally.add(run(trial));
    }
    return tally.figure();
  }

  private static Outcome run(Trial trial) throws IOException, InterruptedException {
    Outcome outcome = trial.run();
    String text =
        switch (outcome) {
          case Outcome.Counted(Traps traps) -> traps.most(SITES_SHOWN);
          case Outcome.Failed(String why) -> "FAILED: " + why;
        };
    System.out.printf("  %s: %s%n", trial.name(), text);
    return outcome;
  }
}
