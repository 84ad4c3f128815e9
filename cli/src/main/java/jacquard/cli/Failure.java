package jacquard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program did not catch, as the user should see it. */
final class Failure {

  private static final Pattern TAKEN = Pattern.compile("port (\\d+) is taken.*");

  private static final Pattern VARIABLE = Pattern.compile("(PORT|HOST) must be .*", Pattern.DOTALL);

  private Failure() {}

  /**
   * The message: one line and an advice where the mistake is known, else the stack trace, as the
   * JVM would print it.
   */
  static String text(Throwable failure, String commandLine) {
    String message = String.valueOf(failure.getMessage());
    Matcher taken = TAKEN.matcher(message);
    if (failure instanceof BindException && taken.matches()) {
      return portTaken(failure, taken.group(), Integer.parseInt(taken.group(1)), commandLine);
    }
    if (failure instanceof BindException && isByServe(failure)) {
      return Mistake.failure(message, "").text();
    }
    Optional<String> variable = wrongVariable(failure);
    if (variable.isPresent()) {
      String right = variable.get().equals("PORT") ? "PORT=8081" : "HOST=localhost";
      return Mistake.usage(message, "try: " + right + " " + commandLine).text();
    }
    StringWriter text = new StringWriter();
    withoutThreadFrames(failure);
    text.write("Exception in thread \"main\" ");
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }

  /** The exit code: that of a wrong command line if the user set a variable wrongly. */
  static int status(Throwable failure) {
    return wrongVariable(failure).isPresent() ? Mistake.USAGE : Mistake.FAILURE;
  }

  /** The variable of {@code serve} that the user got wrong, if this says so. */
  private static Optional<String> wrongVariable(Throwable failure) {
    Matcher wrong = VARIABLE.matcher(String.valueOf(failure.getMessage()));
    boolean told = failure instanceof IllegalArgumentException && wrong.matches();
    return told && isByServe(failure) ? Optional.of(wrong.group(1)) : Optional.empty();
  }

  private static boolean isByServe(Throwable failure) {
    return Arrays.stream(failure.getStackTrace()).anyMatch(Failure::isServe);
  }

  private static String portTaken(Throwable failure, String message, int port, String commandLine) {
    int free = isByServe(failure) ? freePortAfter(port) : 0;
    String advice = free == 0 ? "" : "try: PORT=" + free + " " + commandLine;
    return Mistake.failure(message, advice).text();
  }

  /** Whether this is the method that heeds the variables PORT and HOST. */
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
