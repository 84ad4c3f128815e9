package jacquard.verify.storms;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The deoptimizations of a JVM, as {@code -Xlog:deoptimization=debug} says them.
 *
 * @param total how many
 * @param bySite how many at each place, {@code method @bci, reason}
 */
record Traps(long total, Map<String, Long> bySite) {

  /** Code that replaced a running loop (OSR) has a second bci, that of the loop. */
  private static final Pattern LINE =
      Pattern.compile("level=\\S+ ([^ (]+)\\S* trap_bci=(\\d+) (?:osr_bci=\\d+ )?(\\S+)");

  /** Reads to the end of {@code log}. */
  static Traps of(BufferedReader log) throws IOException {
    Map<String, Long> bySite = new HashMap<>();
    long total = 0;
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher site = LINE.matcher(line);
      if (site.find()) {
        total++;
        bySite.merge(
            "%s @%s %s".formatted(site.group(1), site.group(2), site.group(3)), 1L, Long::sum);
      }
    }
    return new Traps(total, bySite);
  }

  /** The total, and the {@code count} places with most. */
  String most(int count) {
    return bySite.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(count)
        .map(site -> "%,d %s".formatted(site.getValue(), site.getKey()))
        .collect(Collectors.joining("; ", "%,d deoptimizations (".formatted(total), ")"));
  }
}
