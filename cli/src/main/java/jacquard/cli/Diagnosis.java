package jacquard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * What javac found, as one message: the first error with its line of source and a caret under the
 * place, and how many more there are. Later errors are often echoes of the first.
 */
final class Diagnosis {

  private Diagnosis() {}

  /** The message for {@code errors}, of which there is at least one. */
  static String of(Path source, List<Diagnostic<? extends JavaFileObject>> errors)
      throws IOException {
    Diagnostic<? extends JavaFileObject> first = errors.getFirst();
    StringBuilder text = new StringBuilder("error: ");
    JavaFileObject file = first.getSource();
    if (file == null || first.getLineNumber() == Diagnostic.NOPOS) {
      text.append(source).append(": ").append(oneLine(first));
    } else {
      text.append(file.getName()).append(':').append(first.getLineNumber()).append(": ");
      text.append(oneLine(first));
      appendPlace(text, file, first.getLineNumber(), first.getColumnNumber());
    }
    if (errors.size() > 1) {
      text.append("\n  and ").append(errors.size() - 1);
      text.append(errors.size() == 2 ? " more error" : " more errors");
    }
    return text.toString();
  }

  private static void appendPlace(StringBuilder text, JavaFileObject file, long line, long column)
      throws IOException {
    String sourceLine =
        file.getCharContent(true).toString().lines().skip(line - 1).findFirst().orElse("");
    // The compiler counts a tab as the way to the next multiple of 8: so does what is shown.
    String shown = expandTabs(sourceLine);
    int indent = shown.length() - shown.stripLeading().length();
    text.append("\n  ").append(shown.strip());
    text.append("\n  ").repeat(' ', Math.max(0, (int) column - 1 - indent)).append('^');
  }

  private static String expandTabs(String line) {
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\t') {
        expanded.repeat(' ', 8 - expanded.length() % 8);
      } else {
        expanded.append(c);
      }
    }
    return expanded.toString();
  }

  /**
   * javac's message without its line breaks: what is wrong, then in which type if javac tells. That
   * the place is "class hello", which the user never wrote, is left out.
   */
  private static String oneLine(Diagnostic<? extends JavaFileObject> diagnostic) {
    StringBuilder text = new StringBuilder();
    for (String part : diagnostic.getMessage(Locale.ENGLISH).lines().toList()) {
      String line = part.strip().replaceAll("\\s+", " ");
      if (line.startsWith("symbol: ")) {
        text.append(": ").append(line.substring("symbol: ".length()));
      } else if (line.startsWith("location: ")) {
        String location = line.substring("location: ".length());
        text.append(location.startsWith("class ") ? "" : " in " + location);
      } else if (!line.isEmpty()) {
        text.append(text.isEmpty() ? "" : ": ").append(line);
      }
    }
    return text.toString();
  }
}
