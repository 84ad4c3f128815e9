package jacquard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What figures were taken on.
 *
 * @param cores that the JVM sees
 * @param cpu model of the processor, or its architecture where the system does not tell
 * @param system name and version of the operating system
 * @param jdk that ran the JVM subjects
 */
public record Machine(int cores, String cpu, String system, String jdk) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processor(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Versions.jdk());
  }

  @Override
  public String toString() {
    return String.join(" · ", cores + " cores", cpu, system, jdk);
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException _) {
      return System.getProperty("os.arch");
    }
  }
}
