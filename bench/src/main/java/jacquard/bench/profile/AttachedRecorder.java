package jacquard.bench.profile;

import jacquard.bench.Children;
import jacquard.bench.Measurement;
import jacquard.bench.MeasurementException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Records another JVM of this user, from outside. */
final class AttachedRecorder {
  private static final String NAME = "name=bench";
  private static final long ANSWER_SECONDS_MAX = 30;

  private final String pid;
  private final Path folder;

  /** Records this process, and lays the settings into a folder for it. */
  AttachedRecorder(long pid, Path folder) {
    this.pid = Long.toString(pid);
    this.folder = folder;
  }

  /** Records into a file while something is measured; if that fails there is no recording. */
  <T> T record(Path file, Measurement.Source<T> measured)
      throws MeasurementException, InterruptedException {
    tell("JFR.start " + NAME + " settings=" + settings().toAbsolutePath());
    T value = measured.measure();
    tell("JFR.stop " + NAME + " filename=" + file.toAbsolutePath());
    return value;
  }

  private Path settings() throws MeasurementException {
    try {
      return Settings.writeInto(folder);
    } catch (IOException failure) {
      throw new MeasurementException("can't write the settings of the recording", failure);
    }
  }

  private void tell(String command) throws MeasurementException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Children.output(List.of(jcmd, pid, command), ANSWER_SECONDS_MAX);
  }
}
