package jacquard.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs {@link Compiler} in a JVM of its own. */
final class CompilerProcess {

  private CompilerProcess() {}

  /** Compiles {@code source} into {@code folder}. */
  static void run(SourceFile source, Path folder, Setting setting) throws Mistake, IOException {
    // The same options, in the same order, as those under which the script made the cache.
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--module-path",
            System.getProperty("jdk.module.path", ""),
            "--add-modules",
            "ALL-DEFAULT",
            "--add-opens",
            "java.base/java.lang=jacquard.core",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:AOTCache=" + setting.compilerCache(),
            "-Xlog:aot*=off,cds*=off",
            "-Dstderr.encoding=UTF-8",
            "-m",
            "jacquard.cli/jacquard.cli.Compiler",
            source.path().toString(),
            folder.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // Options for the program's JVM are not for this one, which would report them as an error.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw Mistake.compiler(said);
      }
    } catch (InterruptedException e) {
      process.destroy();
      throw new InterruptedIOException("stopped while compiling");
    }
  }
}
