package jacquard.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to tell of the standard error of a process that failed: its first line, where most programs
 * say what is wrong, and its last two, where Java tells the innermost cause; without the frames of
 * stack traces. For any thread.
 */
public final class LastWords {
  private static final int LAST_MAX = 2;
  private static final Pattern FRAME = Pattern.compile("at .*|\\.\\.\\. \\d+ more");

  /** Guarded by this, as is the next. */
  private @Nullable String first;

  private final Deque<String> last = new ArrayDeque<>();

  /** Begins with nothing said. */
  public LastWords() {}

  /** Notes the next line. */
  public synchronized void add(String line) {
    String words = line.strip();
    if (words.isEmpty() || FRAME.matcher(words).matches()) {
      return;
    }
    if (first == null) {
      first = words;
      return;
    }
    if (last.size() == LAST_MAX) {
      last.removeFirst();
    }
    last.addLast(words);
  }

  /** What was said so far, on one line; empty if that is nothing. */
  public synchronized String text() {
    if (first == null) {
      return "";
    }
    return last.isEmpty() ? first : first + " | " + String.join(" | ", last);
  }
}
