package jacquard.bench.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Sums by name, and the greatest of them as shares of a whole. */
final class Tally {
  private static final double PERCENT = 100;

  /** Less than this share says nothing. */
  private static final double SHARE_MIN = 0.01;

  private final Map<String, Long> sums = new HashMap<>();
  private long total;

  /** Adds to a name and to the whole. */
  void add(String name, long amount) {
    total += amount;
    addPart(name, amount);
  }

  /** Adds to a name only: what adds up to more than the whole, as calls within calls do. */
  void addPart(String name, long amount) {
    sums.merge(name, amount, Long::sum);
  }

  /** Adds to the whole only. */
  void addRest(long amount) {
    total += amount;
  }

  long total() {
    return total;
  }

  /** The names with the greatest sums, each with its share. */
  List<String> greatest(int most) {
    return told().limit(most).map(entry -> line(entry.getKey(), entry.getValue())).toList();
  }

  /** The greatest sums, each with its share and all names that have it: calls that lead to one. */
  List<String> greatestTogether(int most) {
    Map<Long, String> names = new LinkedHashMap<>();
    told()
        .forEach(entry ->
            names.merge(entry.getValue(), entry.getKey(), (some, more) -> some + ", " + more));
    return names.entrySet().stream()
        .limit(most)
        .map(entry -> line(entry.getValue(), entry.getKey()))
        .toList();
  }

  private Stream<Map.Entry<String, Long>> told() {
    return sums.entrySet().stream()
        .filter(entry -> entry.getValue() >= SHARE_MIN * total)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
  }

  private String line(String name, long amount) {
    return String.format(
        Locale.ROOT, "    %5.1f %%  %s", PERCENT * amount / Math.max(1, total), name);
  }
}
