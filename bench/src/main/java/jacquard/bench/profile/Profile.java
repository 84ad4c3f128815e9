package jacquard.bench.profile;

import jacquard.bench.Console;
import jacquard.bench.Home;
import jacquard.bench.Measurement;
import jacquard.bench.MeasurementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The recordings of a profiled run: one for each workload and subject, with its summary beside. */
public final class Profile {
  private static final String WARNING = "recorded while it ran: its times are no results";

  private final Path folder;

  private Profile(Path folder) {
    this.folder = folder;
  }

  /** The profiles of {@code bench/run}, below its build folder. */
  public static Profile ofTheBench() {
    return new Profile(Home.resolve("target/profile"));
  }

  static Profile in(Path folder) {
    return new Profile(folder);
  }

  /** Where the recording of this pair is kept. */
  Path recording(String workload, String subject) {
    return folder.resolve((workload + "-" + subject).replace('/', '-') + ".jfr");
  }

  /** The command of a JVM whose process records itself while it measures. */
  public List<String> recorded(List<String> command, String workload, String subject)
      throws MeasurementException {
    List<String> words = new ArrayList<>(command);
    words.add(1, "-D" + Recorder.FILE + "=" + fresh(workload, subject));
    return words;
  }

  /** Records another JVM while it is measured. */
  public <T> T record(long pid, String workload, String subject, Measurement.Source<T> measured)
      throws MeasurementException, InterruptedException {
    return new AttachedRecorder(pid, folder).record(fresh(workload, subject), measured);
  }

  private Path fresh(String workload, String subject) throws MeasurementException {
    Path file = recording(workload, subject);
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(file);
      return file;
    } catch (IOException failure) {
      throw new MeasurementException("can't keep a recording in " + folder, failure);
    }
  }

  /**
   * Says what the recording of this pair tells, and keeps the text beside it.
   *
   * @param figures of the run that was recorded, for the first line
   */
  public void summarise(String workload, String subject, String figures, Console console)
      throws MeasurementException {
    Path recording = recording(workload, subject);
    Path text = recording.resolveSibling(recording.getFileName() + ".txt");
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(workload + " " + subject + ": " + figures + " (" + WARNING + ")");
    try {
      lines.addAll(Summary.of(recording).lines());
      Files.write(text, lines);
    } catch (IOException failure) {
      throw new MeasurementException("can't read the recording " + recording, failure);
    }
    lines.forEach(console::line);
    console.line("  kept: " + recording);
  }
}
