package jacquard.bench.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.Objects;
import jdk.jfr.Configuration;

/** What is recorded: {@code profile.jfc}, for this process and for others. */
final class Settings {
  private static final String NAME = "profile.jfc";

  private Settings() {}

  static Configuration configuration() throws IOException {
    try (InputStreamReader reader = new InputStreamReader(open(), StandardCharsets.UTF_8)) {
      return Configuration.create(reader);
    } catch (ParseException malformed) {
      throw new IOException(NAME + " can't be read", malformed);
    }
  }

  /** Writes the settings into a folder, where another JVM can read them. */
  static Path writeInto(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    try (InputStream settings = open()) {
      Files.copy(settings, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static InputStream open() {
    return Objects.requireNonNull(Settings.class.getResourceAsStream(NAME), NAME);
  }
}
