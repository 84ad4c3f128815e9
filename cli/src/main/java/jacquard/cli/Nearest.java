package jacquard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what was probably meant by a name that does not exist. */
final class Nearest {

  private Nearest() {}

  /** The candidate that {@code wrong} is most likely a slip of, if any is near enough. */
  static Optional<String> among(List<String> candidates, String wrong) {
    int distanceMax = Math.max(1, wrong.length() / 3);
    String nearest = null;
    int nearestDistance = distanceMax + 1;
    for (String candidate : candidates) {
      int distance = distance(wrong, candidate);
      if (distance < nearestDistance) {
        nearest = candidate;
        nearestDistance = distance;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** An existing path that differs from {@code wrong} by slips in its names, folder by folder. */
  static Optional<Path> path(Path wrong) {
    Path found = wrong.getRoot();
    for (Path name : wrong) {
      Path folder = found == null ? Path.of("") : found;
      Optional<Path> next = name(folder, name.toString()).map(folder::resolve);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      found = next.get();
    }
    return Optional.ofNullable(found);
  }

  private static Optional<String> name(Path folder, String wrong) {
    if (Files.exists(folder.resolve(wrong))) {
      return Optional.of(wrong);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return among(entries.map(entry -> entry.getFileName().toString()).sorted().toList(), wrong);
    } catch (IOException _) {
      return Optional.empty(); // A folder that can't be read has nothing to propose.
    }
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one word to the
   * other: the optimal string alignment distance (Damerau 1964).
   */
  static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (isSwap(from, i, to, j)) {
          row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }

  private static boolean isSwap(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
