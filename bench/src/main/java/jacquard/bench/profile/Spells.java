package jacquard.bench.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stretches of time by name: how many, and how long together. */
final class Spells {
  private record Sum(long count, Duration time) {
    Sum plus(Sum other) {
      return new Sum(count + other.count, time.plus(other.time));
    }

    String line(String name) {
      return String.format(Locale.ROOT, "    %,9d  %14s  %s", count, Amounts.millis(time), name);
    }
  }

  private final Map<String, Sum> sums = new HashMap<>();

  void add(String name, Duration time) {
    sums.merge(name, new Sum(1, time), Sum::plus);
  }

  /** A title with the totals, and the names that come most often. */
  List<String> lines(String title, int most) {
    Sum total = sums.values().stream().reduce(new Sum(0, Duration.ZERO), Sum::plus);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "  %s: %,d, %s", title, total.count, Amounts.millis(total.time)));
    sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, Sum>comparingByValue(Comparator.comparingLong(Sum::count).reversed())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(entry -> entry.getValue().line(entry.getKey()))
        .forEach(lines::add);
    return lines;
  }
}
