package jacquard.verify.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A machine of its own for a script: a home, a root for the system's folders and a path with the
 * given tools and nothing else, all below one folder.
 */
final class Machine {
  private static final Path SCRIPT =
      Path.of(System.getProperty("jacquard.basedir", ".."), "build", "find-jdk.sh");
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "gzip",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sha256sum",
          "shasum",
          "sleep",
          "tar",
          "tr",
          "uname");

  /** How a run ended: its exit code and what it printed. */
  record Ended(int exit, List<String> out, List<String> err) {}

  /** A run under way. */
  record Run(Process process, Path out, Path err) {
    Ended await() throws IOException, InterruptedException {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("find-jdk.sh did not end in 60 s: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }
  }

  private final Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private int runs;

  Machine(Path dir) throws IOException {
    this.dir = dir;
    Files.createDirectories(home());
    Files.createDirectories(root());
    Files.createDirectories(path());
    for (String tool : TOOLS) {
      install(tool);
    }
    environment.put("HOME", home().toString());
    environment.put("PATH", path().toString());
    environment.put("JACQUARD_JDK_ROOT", root().toString());
  }

  Path home() {
    return dir.resolve("home");
  }

  Path root() {
    return dir.resolve("root");
  }

  Path path() {
    return dir.resolve("path");
  }

  Path cache() {
    return home().resolve(".cache/jacquard");
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  /** Puts a tool of the real machine on the path; false if the real machine has none. */
  boolean install(String tool) throws IOException {
    for (String place : List.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")) {
      Path real = Path.of(place, tool);
      if (Files.isExecutable(real)) {
        program(path().resolve(tool), "exec " + real + " \"$@\"");
        return true;
      }
    }
    return false;
  }

  /** Writes a shell script that can be run. */
  static void program(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
  }

  /** Makes what looks like a JDK: two programs and a release file. */
  static Path jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      program(home.resolve("bin").resolve(program), "exit 0");
    }
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
    return home;
  }

  Ended find() throws IOException, InterruptedException {
    return start().await();
  }

  Run start() throws IOException {
    runs++;
    Path out = dir.resolve("out" + runs);
    Path err = dir.resolve("err" + runs);
    var builder =
        new ProcessBuilder("/bin/sh", SCRIPT.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Run(builder.start(), out, err);
  }

  /** The names in the cache folder: what a run left behind. */
  List<String> cached() throws IOException {
    if (!Files.isDirectory(cache())) {
      return List.of();
    }
    var names = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(cache())) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }
}
