package jacquard.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What a recording says, in lines. */
final class Summary {

  /** One kind of finding: takes the events that it knows, leaves the others. */
  interface Section {
    void accept(RecordedEvent event);

    List<String> lines();
  }

  private final List<Section> sections =
      List.of(new HotCode(), new Allocation(), new Waits(), new Pauses());

  private Summary() {}

  static Summary of(Path recording) throws IOException {
    Summary summary = new Summary();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        summary.sections.forEach(section -> section.accept(event));
      }
    }
    return summary;
  }

  List<String> lines() {
    return sections.stream().flatMap(section -> section.lines().stream()).toList();
  }
}
