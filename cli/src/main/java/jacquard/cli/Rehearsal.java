package jacquard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does once what every start does, while the JVM takes notes for its AOT cache: compiles a small
 * program, or runs it.
 */
public final class Rehearsal {

  private Rehearsal() {}

  /** {@code compile FOLDER} or {@code run FOLDER}, in this order, with the same folder. */
  public static void main(String[] arguments)
      throws Mistake, IOException, ReflectiveOperationException {
    Path folder = Path.of(arguments[1]);
    Path source = folder.resolve("rehearsal.java");
    if (arguments[0].equals("compile")) {
      try (InputStream program = Rehearsal.class.getResourceAsStream("rehearsal.txt")) {
        Files.copy(program, source);
      }
      Compiler.main(new String[] {source.toString(), kept(source, folder).toString()});
    } else {
      System.setProperty("jacquard.cache", folder.toString());
      Main.main(new String[] {"run", source.toString()});
    }
  }

  /** The folder in which a run looks for what was compiled. */
  private static Path kept(Path source, Path folder) throws IOException {
    Path kept = folder.resolve("programs").resolve(SourceFile.fingerprint(source, ""));
    return Files.createDirectories(kept);
  }
}
