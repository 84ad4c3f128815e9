package jacquard.verify.stress;

import jacquard.verify.evidence.Figure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what JCStress prints, and keeps count. A test is announced by its verdict, and a table of
 * its outcomes follows:
 *
 * <pre>
 * .......... [OK] jacquard.internal.engine.WaitStress.CommitAgainstPark
 *    RESULT    SAMPLES     FREQ      EXPECT  DESCRIPTION
 *   1, true  2,629,647  100.00%  Acceptable  woken, and everything seen
 * </pre>
 *
 * <p>Read by one thread; {@link #quietSince} and {@link #hangs} by the watchdog too.
 */
final class Verdicts {

  private static final Pattern VERDICT = Pattern.compile("^\\.+ \\[([A-Z ]+)] (\\S+)");
  private static final Pattern OUTCOME =
      Pattern.compile("\\s([\\d,]+)\\s+<?[\\d.]+%\\s+(Acceptable|Interesting|Forbidden)\\s");

  /** A test of this name shows what happens without the protection; it proves nothing itself. */
  private static final String TWIN = "Weakened";

  private final Set<String> passed = new TreeSet<>();
  private final Set<String> failed = new TreeSet<>();
  private final Set<String> twins = new TreeSet<>();
  private final Set<String> tellingTwins = new TreeSet<>();

  private long samples;
  private String test = "";
  private boolean inSummary;
  private boolean telling;
  private volatile long quietSince = System.nanoTime();
  private volatile boolean hung;

  long quietSince() {
    return quietSince;
  }

  /** JCStress was ended because a test hangs. */
  void hangs() {
    hung = true;
  }

  void read(String line) {
    if (line.startsWith("RUN RESULTS")) {
      inSummary = true; // says everything once more
      telling = false;
    }
    if (inSummary) {
      return;
    }
    Matcher verdict = VERDICT.matcher(line);
    if (verdict.find()) {
      begin(verdict.group(1), verdict.group(2));
    } else if (line.startsWith("(")) {
      telling = false; // its progress lines
    } else {
      count(line);
    }
    if (telling) {
      System.out.println(line);
    }
  }

  private void begin(String verdict, String name) {
    quietSince = System.nanoTime();
    test = name;
    telling = !verdict.equals("OK");
    (telling ? failed : passed).add(name);
    if (name.endsWith(TWIN)) {
      twins.add(name);
    }
    System.out.printf("  %-7s %s%n", verdict.toLowerCase(Locale.ROOT), TestName.shorter(name));
  }

  private void count(String line) {
    Matcher outcome = OUTCOME.matcher(line);
    if (outcome.find()) {
      long times = Long.parseLong(outcome.group(1).replace(",", ""));
      samples += times;
      if (times > 0 && outcome.group(2).equals("Interesting")) {
        tellingTwins.add(test);
      }
    }
  }

  Figure figure(int tests, Path report) {
    passed.removeAll(failed);
    int skipped = tests - passed.size() - failed.size();
    StringBuilder text = new StringBuilder();
    text.append("%,d tests, %,d passed, %,d failed".formatted(tests, passed.size(), failed.size()));
    if (skipped > 0) {
      text.append(
          ", %,d not run%s"
              .formatted(skipped, hung ? " (one hung)" : " (more actors than processors)"));
    }
    text.append(
        " (%,d samples; %d of %d weakened twins show the bad outcome)"
            .formatted(samples, tellingTwins.size(), twins.size()));
    System.out.println("report: " + report.resolve("index.html"));
    return new Figure(!hung && failed.isEmpty() && !passed.isEmpty(), text.toString());
  }
}
