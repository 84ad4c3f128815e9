package jacquard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program did not catch, as the user should see it. */
final class Failure {

  private static final Pattern TAKEN = Pattern.compile("port (\\d+) is taken.*");

  private Failure() {}

  /**
   * The message: one line and an advice where the mistake is known, else the stack trace, as the
   * JVM would print it.
   */
  static String text(Throwable failure, String commandLine) {
    Matcher taken = TAKEN.matcher(String.valueOf(failure.getMessage()));
    if (failure instanceof BindException && taken.matches()) {
      return portTaken(failure, taken.group(), Integer.parseInt(taken.group(1)), commandLine);
    }
    StringWriter text = new StringWriter();
    withoutThreadFrames(failure);
    text.write("Exception in thread \"main\" ");
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }

  private static String portTaken(Throwable failure, String message, int port, String commandLine) {
    boolean byServe = Arrays.stream(failure.getStackTrace()).anyMatch(Failure::isServe);
    int free = byServe ? freePortAfter(port) : 0;
    String advice = free == 0 ? "" : "try: PORT=" + free + " " + commandLine;
    return Mistake.failure(message, advice).text();
  }

  /** Whether this is the method that heeds the variable PORT. */
  private static boolean isServe(StackTraceElement frame) {
    return frame.getMethodName().equals("serve")
        && frame.getClassName().startsWith("jacquard.http.");
  }

  private static int freePortAfter(int taken) {
    for (int port = taken + 1; port < Math.min(taken + 100, 65_536); port++) {
      try (ServerSocket _ = new ServerSocket(port)) {
        return port;
      } catch (IOException _) {
        // Taken too: look at the next.
      }
    }
    return 0;
  }

  /** Takes the frames of {@link Thread} from below main, where java shows none either. */
  private static void withoutThreadFrames(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      StackTraceElement[] frames = at.getStackTrace();
      int end = frames.length;
      while (end > 0 && frames[end - 1].getClassName().equals("java.lang.Thread")) {
        end--;
      }
      if (end > 0) {
        at.setStackTrace(Arrays.copyOf(frames, end));
      }
    }
  }
}
