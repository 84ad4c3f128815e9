package jacquard.bench.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;

/** What stops all threads, and what makes compiled code slow: collections, safepoints, deopts. */
final class Pauses implements Summary.Section {
  private static final int OPERATIONS = 5;
  private static final int DEOPTIMIZATIONS = 5;

  private final Spells collections = new Spells();
  private final Spells safepoints = new Spells();
  private final Spells deoptimizations = new Spells();
  private Duration collectorTime = Duration.ZERO;
  private long copiedBytes;
  private long slowFreezes;
  private long slowThaws;

  @Override
  public void accept(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.GarbageCollection" ->
          collections.add(
              event.getString("name") + ", " + event.getString("cause"),
              event.getDuration("sumOfPauses"));
      case "jdk.GCCPUTime" ->
          collectorTime =
              collectorTime
                  .plus(event.getDuration("userTime"))
                  .plus(event.getDuration("systemTime"));
      case "jdk.EvacuationInformation" -> copiedBytes += event.getLong("bytesCopied");
      case "jdk.ExecuteVMOperation" -> {
        if (event.getBoolean("safepoint")) {
          safepoints.add(event.getString("operation"), event.getDuration());
        }
      }
      case "jdk.Deoptimization" -> deoptimizations.add(deoptimization(event), Duration.ZERO);
      case "jdk.ContinuationFreezeSlow" -> slowFreezes++;
      case "jdk.ContinuationThawSlow" -> slowThaws++;
      default -> {}
    }
  }

  private static String deoptimization(RecordedEvent event) {
    RecordedMethod method = event.getValue("method");
    return event.getString("reason")
        + " in "
        + method.getType().getName()
        + "."
        + method.getName()
        + ":"
        + event.getInt("lineNumber");
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(collections.lines("collections and their pauses", OPERATIONS));
    lines.add(
        "  the collector: "
            + Amounts.millis(collectorTime)
            + " of CPU time in pauses, "
            + Amounts.bytes(copiedBytes)
            + " alive and copied (G1)");
    lines.addAll(safepoints.lines("safepoints", OPERATIONS));
    lines.addAll(deoptimizations.lines("deoptimizations", DEOPTIMIZATIONS));
    lines.add(
        String.format(
            Locale.ROOT,
            "  continuations on the slow path: %,d frozen, %,d thawed",
            slowFreezes,
            slowThaws));
    return lines;
  }
}
