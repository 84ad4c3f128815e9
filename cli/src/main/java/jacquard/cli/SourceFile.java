package jacquard.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A one-file program.
 *
 * @param shown its name as the user typed it
 * @param path where it is
 * @param fingerprint tells it from every other program and from its own earlier versions
 */
record SourceFile(String shown, Path path, String fingerprint) {

  private static final long MIB = 1 << 20;

  private static final long BYTES_MAX = 16 * MIB;

  /** Opens the file, or says what is wrong with its name. */
  static SourceFile open(String shown, String key) throws Mistake {
    Path path = path(shown);
    if (Files.notExists(path)) {
      throw Mistake.usage(
          "no file " + shown,
          Nearest.path(path).map(near -> "did you mean " + near + "?").orElse(""));
    }
    if (Files.isDirectory(path)) {
      throw Mistake.usage(shown + " is a folder", "name the program: " + path.resolve("NAME.java"));
    }
    if (!shown.endsWith(".java")) {
      throw Mistake.usage(shown + " is not a Java program", "its name would end in .java");
    }
    try {
      checkContent(shown, path);
      return new SourceFile(shown, path, fingerprint(path, key));
    } catch (IOException e) {
      throw Mistake.usage("can't read " + shown + " (" + reason(e) + ")", "");
    }
  }

  private static Path path(String shown) throws Mistake {
    try {
      return Path.of(shown);
    } catch (InvalidPathException e) {
      throw Mistake.usage(
          "no file can be called " + shown + " in this locale (" + e.getReason() + ")",
          "try: LC_ALL=C.UTF-8, or a name of ASCII letters");
    }
  }

  /** A pipe may never end, and a huge file is no program: neither is read. */
  private static void checkContent(String shown, Path path) throws Mistake, IOException {
    if (!Files.isRegularFile(path)) {
      throw Mistake.usage(shown + " is not a file but a pipe or a device", "copy it into a file");
    }
    long size = Files.size(path);
    if (size > BYTES_MAX) {
      throw Mistake.usage(
          shown + " is too large for a program: " + size / MIB + " MiB",
          "a program has at most " + BYTES_MAX / MIB + " MiB");
    }
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException ? "no permission" : e.toString();
  }

  /** A digest of the name (from which the class is named), the content and {@code key}. */
  static String fingerprint(Path path, String key) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(path.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(Files.readAllBytes(path));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
