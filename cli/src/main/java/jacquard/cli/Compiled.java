package jacquard.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program's classes.
 *
 * @param classes the folder that holds them
 * @param mainClass the name of the first class in the file
 */
record Compiled(Path classes, String mainClass) {

  /** Within a program's folder: where its classes are. */
  static final String CLASSES = "classes";

  /** Within a program's folder: the main class, then a fingerprint and a path per other source. */
  static final String INDEX = "index";

  /** Programs that were not run for so long are forgotten. */
  private static final Duration AGE_MAX = Duration.ofDays(30);

  /**
   * The classes of {@code source}: those kept from an earlier run if neither it nor a file beside
   * it that it uses has changed since, else compiled now.
   */
  static Compiled of(SourceFile source, Setting setting) throws Mistake, IOException {
    Path programs = programs(setting);
    Path kept = programs.resolve(source.fingerprint());
    Optional<Compiled> found = read(kept);
    if (found.isPresent()) {
      Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
      return found.get();
    }
    forgetOld(programs);
    Path part = Files.createTempDirectory(programs, "part-");
    try {
      CompilerProcess.run(source, part, setting);
      keep(part, kept);
    } finally {
      delete(part);
    }
    return read(kept).orElseThrow(() -> new IOException("no index in " + kept));
  }

  /** Moves what was compiled to its place, unless another run of the same program has just done. */
  private static void keep(Path part, Path kept) throws IOException {
    if (read(kept).isPresent()) {
      return;
    }
    delete(kept);
    try {
      Files.move(part, kept);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      if (read(kept).isEmpty()) {
        throw e;
      }
    }
  }

  /** Where programs are kept; a folder for this run only if there is no such place. */
  private static Path programs(Setting setting) throws IOException {
    if (!setting.cache().isEmpty()) {
      try {
        return createPrivate(Path.of(setting.cache(), "programs"));
      } catch (IOException _) {
        // No place there: what is compiled lives as long as this run.
      }
    }
    Path temporary = Files.createTempDirectory("jacquard-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(temporary)));
    return temporary;
  }

  /** Makes what is missing of a folder for this user alone: what is in it will be run. */
  private static Path createPrivate(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Files.createDirectories(folder);
    }
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static Optional<Compiled> read(Path folder) throws IOException {
    Path index = folder.resolve(INDEX);
    if (Files.notExists(index) || Files.size(index) == 0 || isEmpty(folder.resolve(CLASSES))) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(index);
    for (String line : lines.subList(1, lines.size())) {
      int space = line.indexOf(' ');
      Path beside = Path.of(line.substring(space + 1));
      if (Files.notExists(beside)
          || !SourceFile.fingerprint(beside, "").equals(line.substring(0, space))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Compiled(folder.resolve(CLASSES), lines.getFirst()));
  }

  /** Whether there is no such folder, or nothing in it: a cache may be cleaned in parts. */
  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.findAny().isEmpty();
    }
  }

  private static void forgetOld(Path programs) throws IOException {
    Instant oldest = Instant.now().minus(AGE_MAX);
    List<Path> folders;
    try (Stream<Path> listed = Files.list(programs)) {
      folders = listed.toList();
    }
    for (Path folder : folders) {
      if (Files.getLastModifiedTime(folder).toInstant().isBefore(oldest)) {
        delete(folder);
      }
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      System.getLogger("jacquard.cli").log(System.Logger.Level.DEBUG, "left behind: " + folder, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> walked = Files.walk(folder)) {
      deepestFirst = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
