package jacquard.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Records the process that it is in while that measures, and not while it warms up. Does nothing in
 * a process that was not told to record.
 */
public final class Recorder implements AutoCloseable {

  /** System property: the file to record into. */
  static final String FILE = "jacquard.bench.recording";

  private final @Nullable Recording recording;

  private Recorder(@Nullable Recording recording) {
    this.recording = recording;
  }

  /**
   * The recorder of this process, which does not record yet. Made before the warm-up: it is here
   * that the JVM makes its recorder ready.
   */
  public static Recorder ofThisProcess() throws IOException {
    String file = System.getProperty(FILE);
    return file == null ? new Recorder(null) : into(Path.of(file));
  }

  static Recorder into(Path file) throws IOException {
    Recording recording = new Recording(Settings.configuration());
    recording.setDestination(file);
    return new Recorder(recording);
  }

  /** Whether this process was told to record. */
  public boolean isOn() {
    return recording != null;
  }

  /** Records from now on, until this is closed. */
  public void start() {
    if (recording != null) {
      recording.start();
    }
  }

  /** Ends the recording and writes it. */
  @Override
  public void close() {
    if (recording != null) {
      recording.close();
    }
  }
}
