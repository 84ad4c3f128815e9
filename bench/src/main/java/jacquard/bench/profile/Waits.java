package jacquard.bench.profile;

import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** Threads of the kernel that wait: parked, for a monitor, in a monitor, or pinned. */
final class Waits implements Summary.Section {
  private static final int SITES = 8;

  private final Spells spells = new Spells();

  @Override
  public void accept(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ThreadPark" -> add("park", event);
      case "jdk.JavaMonitorEnter" -> add("monitor", event);
      case "jdk.JavaMonitorWait" -> add("wait", event);
      case "jdk.VirtualThreadPinned" -> add("pinned", event);
      default -> {}
    }
  }

  private void add(String kind, RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String who = thread == null ? "?" : thread.getJavaName();
    spells.add(kind + " of " + who + " at " + Frames.site(Frames.of(event)), event.getDuration());
  }

  @Override
  public List<String> lines() {
    return spells.lines("waits of kernel threads", SITES);
  }
}
