package jacquard.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The runs that are kept for readers: one file for each run and suite.
 *
 * @param folder that holds them
 */
public record KeptRuns(Path folder) {
  private static final String EXTENSION = ".json";

  /** The runs of this repository. */
  public static KeptRuns here() {
    return new KeptRuns(Home.resolve("results"));
  }

  /** Writes a new file for each suite of the run, named by day, commit and suite. */
  List<Path> keep(Run run) throws IOException {
    Set<String> suites =
        run.results().stream()
            .map(Result::suite)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<Path> files = new ArrayList<>();
    for (String suite : suites) {
      Path file = unused(run.begun().substring(0, 10) + "-" + run.commit() + "-" + suite);
      part(run, suite).write(file);
      files.add(file);
    }
    return files;
  }

  private static Run part(Run run, String suite) {
    return run.with(
        run.results().stream().filter(result -> result.suite().equals(suite)).toList(),
        run.failures().stream().filter(line -> line.startsWith(suite + " ")).toList());
  }

  /** What was kept before stays. */
  private Path unused(String name) {
    Path file = folder.resolve(name + EXTENSION);
    for (int again = 2; Files.exists(file); again++) {
      file = folder.resolve(name + "-" + again + EXTENSION);
    }
    return file;
  }

  /** All files, by name; none if there is no such folder. */
  public List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + EXTENSION)) {
        all.forEach(files::add);
      }
    }
    files.sort(Comparator.comparing(Path::toString));
    return files;
  }
}
