package jacquard.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What became slower, or faster, from one run to another by more than the noise.
 *
 * <p>A figure has changed when its rounds lie apart from those of the older run, and its median
 * differs by more than {@value #TIE} times after the drift of the machine is taken out. The drift
 * of a workload is the median change of the peers, which nobody here has changed; without a peer in
 * both runs it is taken to be 1.
 */
final class Changes {
  private static final double TIE = 1.1;
  private static final String OWN = "jacquard";

  private final List<Change> all;

  private Changes(List<Change> all) {
    this.all = all;
  }

  /**
   * One figure that both runs have.
   *
   * @param before as the older run has it
   * @param now as the newer run has it
   * @param drift of the machine meanwhile: above 1, it became slower
   */
  record Change(Result before, Result now, double drift) {
    double cost() {
      return now.costTo(before) / drift;
    }

    boolean slower() {
      return now.apartFrom(before) && cost() > TIE;
    }

    boolean faster() {
      return now.apartFrom(before) && cost() < 1 / TIE;
    }

    private String line() {
      return String.format(
          Locale.ROOT,
          "  %-7s %-14s %-18s %14s -> %-10s %-14s %.2f times the cost",
          slower() ? "slower" : "faster",
          now.workload(),
          now.subject(),
          Report.figure(before.spread().median()),
          Report.figure(now.spread().median()),
          now.unit(),
          cost());
    }
  }

  /** Compares the figures of Jacquard that both runs have. */
  static Changes between(Run before, Run now) {
    Map<Result.Key, Result> old = new HashMap<>();
    before.results().forEach(result -> old.put(result.key(), result));
    List<Change> changes = new ArrayList<>();
    for (Result result : now.results()) {
      Result former = old.get(result.key());
      if (former != null && result.subject().startsWith(OWN)) {
        changes.add(new Change(former, result, drift(result, old, now)));
      }
    }
    return new Changes(changes);
  }

  private static double drift(Result figure, Map<Result.Key, Result> old, Run now) {
    double[] costs =
        now.results().stream()
            .filter(peer -> !peer.subject().startsWith(OWN))
            .filter(peer -> peer.workload().equals(figure.workload()))
            .filter(peer -> peer.unit().equals(figure.unit()))
            .flatMapToDouble(peer -> {
              Result former = old.get(peer.key());
              return former == null ? DoubleStream.empty() : DoubleStream.of(peer.costTo(former));
            })
            .filter(Double::isFinite)
            .toArray();
    return costs.length == 0 ? 1 : Spread.of(costs).median();
  }

  boolean anySlower() {
    return all.stream().anyMatch(Change::slower);
  }

  /** For a person: each change by more than the noise, and how many figures were compared. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    all.stream().filter(Change::slower).map(Change::line).forEach(lines::add);
    all.stream().filter(Change::faster).map(Change::line).forEach(lines::add);
    long changed = lines.size();
    lines.add(
        String.format(
            Locale.ROOT,
            "  %d figures of jacquard compared, %d within the noise",
            all.size(),
            all.size() - changed));
    return lines;
  }
}
