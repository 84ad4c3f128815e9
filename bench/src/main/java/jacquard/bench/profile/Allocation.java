package jacquard.bench.profile;

import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;

/**
 * What is allocated, and where: sampled when a thread needs a new buffer (TLAB) to allocate from,
 * each sample weighed with the size of that buffer, or when an object is too large for one.
 */
final class Allocation implements Summary.Section {
  private static final int CLASSES = 8;
  private static final int SITES = 10;

  private final Tally classes = new Tally();
  private final Tally sites = new Tally();

  @Override
  public void accept(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ObjectAllocationInNewTLAB" -> add(event, event.getLong("tlabSize"));
      case "jdk.ObjectAllocationOutsideTLAB" -> add(event, event.getLong("allocationSize"));
      default -> {}
    }
  }

  private void add(RecordedEvent event, long bytes) {
    String type = Frames.name(event.getClass("objectClass"));
    classes.add(type, bytes);
    sites.add(type + " at " + Frames.site(Frames.of(event)), bytes);
  }

  @Override
  public List<String> lines() {
    if (classes.total() == 0) {
      return List.of("  no allocation seen");
    }
    List<String> lines = new ArrayList<>();
    lines.add("  allocation: about " + Amounts.bytes(classes.total()) + ", by class");
    lines.addAll(classes.greatest(CLASSES));
    lines.add("  by class and site");
    lines.addAll(sites.greatest(SITES));
    return lines;
  }
}
