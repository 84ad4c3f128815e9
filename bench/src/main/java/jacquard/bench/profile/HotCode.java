package jacquard.bench.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;

/**
 * Where the CPU time goes: by samples of each thread's CPU time, native code included, or where the
 * system has none, by samples of the threads that run Java. Neither sees the collector's and the
 * compiler's threads.
 */
final class HotCode implements Summary.Section {
  private static final int METHODS = 16;
  private static final int FRAMES = 14;
  private static final int LINES = 12;

  private final Samples cpuTime = new Samples("of CPU time");
  private final Samples execution = new Samples("of the threads that run Java");
  private long lost;

  @Override
  public void accept(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.CPUTimeSample" -> cpuTime.add(Frames.of(event));
      case "jdk.CPUTimeSamplesLost" -> lost += event.getLong("lostSamples");
      case "jdk.ExecutionSample" -> execution.add(Frames.of(event));
      default -> {}
    }
  }

  @Override
  public List<String> lines() {
    return (cpuTime.self.total() > 0 ? cpuTime : execution).lines(lost);
  }

  private static final class Samples {
    private final String kind;
    private final Tally self = new Tally();
    private final Tally inclusive = new Tally();
    private final Tally ownLines = new Tally();

    Samples(String kind) {
      this.kind = kind;
    }

    void add(List<RecordedFrame> frames) {
      self.add(Frames.innermost(frames), 1);
      inclusive.addRest(1);
      frames.stream()
          .filter(Frames::isOurs)
          .filter(frame -> !Frames.isBridge(frame))
          .map(Frames::shortMethod)
          .distinct()
          .forEach(method -> inclusive.addPart(method, 1));
      ownLines.addRest(1);
      Frames.first(frames, Frames::isOurs).ifPresent(line -> ownLines.addPart(line, 1));
    }

    List<String> lines(long lost) {
      List<String> lines = new ArrayList<>();
      lines.add(
          String.format(
              Locale.ROOT, "  %d samples %s, one each 10 ms; %d lost", self.total(), kind, lost));
      lines.add("  hottest methods");
      lines.addAll(self.greatest(METHODS));
      lines.add("  hottest methods of Jacquard, with what they call");
      lines.addAll(inclusive.greatestTogether(FRAMES));
      lines.add("  hottest lines of Jacquard, with what they call outside of it");
      lines.addAll(ownLines.greatest(LINES));
      return lines;
    }
  }
}
