package jacquard.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Rounds in which all are measured in turn, so that what disturbs the machine for a while disturbs
 * all alike. A measurement that fails is noted, and the others go on.
 */
public final class Turns {
  private final String what;
  private final Console console;
  private final List<String> failures = new ArrayList<>();

  /**
   * Measures something.
   *
   * @param <T> type of what is measured
   */
  public interface Step<T> {
    /** Measures once, and returns what to tell a person who waits, or nothing. */
    String measure(T measured) throws MeasurementException, InterruptedException;
  }

  /**
   * Begins without a failure.
   *
   * @param what is measured: what each line begins with
   * @param console for progress and failures
   */
  public Turns(String what, Console console) {
    this.what = what;
    this.console = console;
  }

  /** Measures each of these in each round. */
  public <T> void run(int rounds, Collection<T> all, Function<T, String> name, Step<T> step)
      throws InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      for (T one : all) {
        attempt(round + "/" + rounds + " " + name.apply(one), one, step);
      }
    }
  }

  /** Measures one of them, beside the rounds. */
  public <T> void attempt(String name, T one, Step<T> step) throws InterruptedException {
    String label = what + " " + name + ": ";
    try {
      String told = step.measure(one);
      if (!told.isEmpty()) {
        console.progress(label + told);
      }
    } catch (MeasurementException failure) {
      failures.add(label + failure.getMessage());
      console.progress(label + "failed: " + failure.getMessage());
    }
  }

  /** One line for each measurement that did not come about. */
  public List<String> failures() {
    return List.copyOf(failures);
  }
}
