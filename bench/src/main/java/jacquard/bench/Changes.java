package jacquard.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became slower, or faster, from one run to another by more than the noise.
 *
 * <p>Judged is the first unit of each workload, where both runs have {@value #ROUNDS_MIN} rounds or
 * more. A figure is slower when even its best round costs more than the worst of the older run, by
 * more than the noise, after the drift of the machine is taken out. The drift of a workload is the
 * median change of the peers, as far as their versions are the same; without a peer in both runs it
 * is taken to be 1. The noise is what the suite calls a tie, or the widest such gap of a peer on
 * the same workload: two rounds of the same code lie apart one time in three.
 */
final class Changes {
  private static final int ROUNDS_MIN = 2;

  private final List<Change> judged;
  private final int unjudged;

  private Changes(List<Change> judged, int unjudged) {
    this.judged = judged;
    this.unjudged = unjudged;
  }

  /**
   * One figure that both runs have.
   *
   * @param before as the older run has it
   * @param now as the newer run has it
   */
  private record Pair(Result before, Result now) {
    boolean isOwn() {
      return now.ours();
    }

    boolean isUnchangedPeer() {
      return !isOwn() && before.version().equals(now.version());
    }

    boolean hasRounds() {
      return Math.min(before.rounds(), now.rounds()) >= ROUNDS_MIN;
    }

    double cost() {
      return now.costTo(before);
    }

    /** How far apart the rounds lie, 1 if they meet, as a multiple of cost either way. */
    double gap(double drift) {
      return Math.max(1, Math.max(slower(drift), faster(drift)));
    }

    double slower(double drift) {
      return now.leastCostTo(before) / drift;
    }

    double faster(double drift) {
      return before.leastCostTo(now) * drift;
    }
  }

  /**
   * One figure of ours.
   *
   * @param pair of the two runs
   * @param drift of the machine meanwhile: above 1, it became slower
   * @param noise gap up to which rounds of the same code may lie apart
   */
  private record Change(Pair pair, double drift, double noise) {
    boolean slower() {
      return pair.slower(drift) > noise;
    }

    boolean faster() {
      return pair.faster(drift) > noise;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "  %-7s %-14s %-18s %14s -> %-10s %-14s %.2f times the cost",
          slower() ? "slower" : "faster",
          pair.now.workload(),
          pair.now.subject(),
          Report.figure(pair.before.spread().median()),
          Report.figure(pair.now.spread().median()),
          pair.now.unit(),
          pair.cost() / drift);
    }
  }

  /** Compares the figures of Jacquard that both runs have; the suites tell what is a tie. */
  static Changes between(Run before, Run now, List<Suite> suites) {
    List<Change> judged = new ArrayList<>();
    int unjudged = 0;
    for (List<Pair> workload : workloads(before, now)) {
      List<Pair> peers = workload.stream().filter(Pair::isUnchangedPeer).toList();
      double[] costs = peers.stream().mapToDouble(Pair::cost).filter(Double::isFinite).toArray();
      double drift = costs.length == 0 ? 1 : Spread.of(costs).median();
      double noise =
          peers.stream()
              .filter(Pair::hasRounds)
              .mapToDouble(pair -> pair.gap(drift))
              .filter(Double::isFinite)
              .reduce(tie(workload.getFirst().now.suite(), suites), Math::max);
      List<Pair> own = workload.stream().filter(Pair::isOwn).toList();
      own.stream()
          .filter(Pair::hasRounds)
          .forEach(pair -> judged.add(new Change(pair, drift, noise)));
      unjudged += (int) own.stream().filter(pair -> !pair.hasRounds()).count();
    }
    return new Changes(judged, unjudged);
  }

  /** The figures that both runs have, of each workload those in its first unit. */
  private static Collection<List<Pair>> workloads(Run before, Run now) {
    Map<Result.Key, Result> old = new HashMap<>();
    before.results().forEach(result -> old.put(result.key(), result));
    Map<List<Object>, String> units = new HashMap<>();
    Map<List<Object>, List<Pair>> pairs = new LinkedHashMap<>();
    for (Result result : now.results()) {
      List<Object> workload = List.of(result.suite(), result.workload(), result.workers());
      String first = units.computeIfAbsent(workload, _ -> result.unit());
      Result former = old.get(result.key());
      if (former != null && result.unit().equals(first)) {
        pairs.computeIfAbsent(workload, _ -> new ArrayList<>()).add(new Pair(former, result));
      }
    }
    return pairs.values();
  }

  private static double tie(String name, List<Suite> suites) {
    return suites.stream()
        .filter(suite -> suite.name().equals(name))
        .mapToDouble(Suite::tie)
        .findFirst()
        .orElse(Suite.TIE);
  }

  boolean anySlower() {
    return judged.stream().anyMatch(Change::slower);
  }

  /** For a person: each change by more than the noise, and how many figures were compared. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    judged.stream().filter(Change::slower).map(Change::line).forEach(lines::add);
    judged.stream().filter(Change::faster).map(Change::line).forEach(lines::add);
    lines.add(
        String.format(
            Locale.ROOT,
            "  %d figures of jacquard compared, %d within the noise",
            judged.size(),
            judged.size() - lines.size()));
    if (unjudged > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %d not compared, a run has one round of them: use --rounds %d or more",
              unjudged,
              ROUNDS_MIN));
    }
    return lines;
  }
}
