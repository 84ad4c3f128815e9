package jacquard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as a file: a list of objects, one for each figure. */
final class Json {

  private Json() {}

  static void write(Path file, List<Result> results) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text(results));
  }

  static String text(List<Result> results) {
    return results.stream().map(Json::object).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static String object(Result result) {
    return String.format(
        Locale.ROOT,
        "  {\"suite\": %s, \"workload\": %s, \"subject\": %s, \"version\": %s, \"workers\": %d, "
            + "\"unit\": %s, \"median\": %.3f, \"min\": %.3f, \"max\": %.3f, \"rounds\": %d}",
        string(result.suite()),
        string(result.workload()),
        string(result.subject()),
        string(result.version()),
        result.workers(),
        string(result.unit()),
        result.spread().median(),
        result.spread().min(),
        result.spread().max(),
        result.rounds());
  }

  /** Names and versions hold printable characters only, but any of them may be a quote. */
  private static String string(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
