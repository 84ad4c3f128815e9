package jacquard.cli;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a one-file program, in a JVM of its own: the one that runs the program never loads
 * javac.
 *
 * <p>Classes in files beside the program are compiled as the program names them.
 */
public final class Compiler {

  private final Path source;
  private final Path folder;
  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
  private final Set<Path> compiled = new LinkedHashSet<>();

  private Compiler(Path source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /**
   * Compiles the program in the first argument into the folder in the second; exit code 1 and the
   * first error on the error stream if it can't be.
   */
  public static void main(String[] arguments) throws IOException {
    String mistake = compile(Path.of(arguments[0]), Path.of(arguments[1]));
    if (mistake != null) {
      System.err.println(mistake);
      System.exit(Mistake.FAILURE);
    }
  }

  /**
   * Compiles {@code source} into {@code folder}; returns what is wrong with it, null if nothing.
   */
  static @Nullable String compile(Path source, Path folder) throws IOException {
    return new Compiler(source, folder).compile();
  }

  private @Nullable String compile() throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
      Path classes = Files.createDirectories(folder.resolve(Compiled.CLASSES));
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null,
                  files,
                  diagnostics,
                  List.of(
                      "--module-path",
                      System.getProperty("jdk.module.path", ""),
                      "--add-modules",
                      "ALL-MODULE-PATH",
                      "-proc:none",
                      "-g"),
                  null,
                  files.getJavaFileObjects(source));
      task.addTaskListener(new ParsedFiles());
      return compile(task, files);
    }
  }

  private @Nullable String compile(JavacTask task, StandardJavaFileManager files)
      throws IOException {
    CompilationUnitTree unit = task.parse().iterator().next();
    List<Diagnostic<? extends JavaFileObject>> errors = errors();
    if (!errors.isEmpty()) {
      return Diagnosis.of(source, errors);
    }
    String packageName = unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(root(packageName)));
    task.generate();
    errors = errors();
    if (!errors.isEmpty()) {
      return Diagnosis.of(source, errors);
    }
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree first) {
        String name = first.getSimpleName().toString();
        writeIndex(packageName.isEmpty() ? name : packageName + "." + name);
        return null;
      }
    }
    return Mistake.failure(source + " holds no program", "write void main() { … } in it").text();
  }

  private List<Diagnostic<? extends JavaFileObject>> errors() {
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  /** The folder from which the package of the program counts. */
  private Path root(String packageName) {
    Path root = source.toAbsolutePath().getParent();
    int depth = packageName.isEmpty() ? 0 : packageName.split("\\.").length;
    for (int i = 0; i < depth && root != null && root.getParent() != null; i++) {
      root = root.getParent();
    }
    return root == null ? Path.of("") : root;
  }

  /** The name of the main class, then the files that were compiled beside the program. */
  private void writeIndex(String mainClass) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(mainClass);
    Path program = source.toAbsolutePath();
    for (Path file : compiled) {
      if (!file.equals(program)) {
        lines.add(SourceFile.fingerprint(file, "") + " " + file);
      }
    }
    Files.write(folder.resolve(Compiled.INDEX), lines);
  }

  /** Notes each source file that javac reads. */
  private final class ParsedFiles implements TaskListener {

    @Override
    public void finished(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.PARSE) {
        compiled.add(Path.of(event.getSourceFile().toUri()).toAbsolutePath());
      }
    }
  }
}
