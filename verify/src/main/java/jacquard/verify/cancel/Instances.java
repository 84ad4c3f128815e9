package jacquard.verify.cancel;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many objects of Jacquard's classes are alive, by class: the JVM's own histogram, which
 * collects garbage first. A waiter, timer or task that is left behind by each round shows here.
 */
record Instances(Map<String, Long> byClass) {

  /**
   * What a pool or a thread that is about to end may keep: far below what one object a wait comes
   * to.
   */
  private static final long GROWTH_MAX = 500;

  private static final Pattern LINE =
      Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(jacquard\\.[\\w.$]+)");

  /** Counts them. */
  static Instances now() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Map<String, Long> counts = new HashMap<>();
    Matcher line = LINE.matcher(histogram);
    while (line.find()) {
      counts.put(line.group(2), Long.parseLong(line.group(1)));
    }
    return new Instances(counts);
  }

  /** As {@link #grownSince}, of now, once those are gone that are on their way. */
  static Map<String, Long> leakedSince(Instances before) throws JMException, InterruptedException {
    return Settling.last(() -> now().grownSince(before), Map::isEmpty);
  }

  /** The classes of which there are many more than {@code before}. */
  private Map<String, Long> grownSince(Instances before) {
    Map<String, Long> grown = new HashMap<>();
    byClass.forEach((name, count) -> {
      long growth = count - before.byClass.getOrDefault(name, 0L);
      if (growth > GROWTH_MAX && !name.startsWith("jacquard.verify.")) {
        grown.put(name, growth);
      }
    });
    return grown;
  }
}
