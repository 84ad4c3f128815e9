package jacquard.task;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a failure looks like when it crosses from the child that threw it to its scope. */
final class Failures {

  /**
   * Beyond this many frames a trace is left alone: somebody throws one exception again and again.
   */
  private static final int FRAMES_MAX = 1024;

  /** What runs tasks: dropped wherever it stands. */
  private static final Set<String> RUNNERS =
      Set.of(
          OpenScope.class.getName(),
          ForkedTask.class.getName(),
          Scope.class.getName(),
          Tasks.class.getName(),
          TaskLocal.class.getName(),
          FirstSuccess.class.getName(),
          TimedRegion.class.getName(),
          Failures.class.getName());

  /** What tasks call: dropped below the frames of whoever called it. */
  private static final Set<String> LIBRARY =
      Set.of(
          "jacquard.chan",
          "jacquard.http",
          "jacquard.http.h1",
          "jacquard.http.server",
          "jacquard.http.syntax",
          "jacquard.io",
          "jacquard.net",
          "jacquard.process",
          "jacquard.sync",
          "jacquard.task",
          "jacquard.time");

  private static final Pattern JDK = Pattern.compile("(java|javax|jdk|sun)\\..*");

  private Failures() {}

  /** Throws {@code failure} as it is; the compiler was told of it where the work was forked. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Throwable> RuntimeException rethrow(Throwable failure) throws X {
    throw (X) failure;
  }

  /** Keeps a later failure with the first. */
  static void suppress(Throwable first, Throwable later) {
    if (first != later) {
      first.addSuppressed(later);
    }
  }

  /**
   * Ends the child's trace with the frames of the caller, who rethrows: the child's frames, {@code
   * joined at} with the name of what failed, the joiner's frames, and none of ours in between.
   *
   * @param failed the child and its scope, as {@code task 'beta' of scope 'downloads'}; empty if
   *     neither has a name
   */
  static void joinTrace(Throwable failure, String failed) {
    StackTraceElement[] child = failure.getStackTrace();
    if (child.length == 0 || child.length > FRAMES_MAX) {
      return;
    }
    StackTraceElement[] joiner =
        Arrays.stream(Thread.currentThread().getStackTrace())
            .filter(frame -> !isRunner(frame) && !isLibrary(frame))
            .toArray(StackTraceElement[]::new);
    if (joiner.length > 0) {
      StackTraceElement first = joiner[0];
      joiner[0] =
          new StackTraceElement(
              (failed.isEmpty() ? "" : failed + ", ") + "joined at " + first.getClassName(),
              first.getMethodName(),
              first.getFileName(),
              first.getLineNumber());
    }
    failure.setStackTrace(
        Stream.concat(thrown(child), Arrays.stream(joiner)).toArray(StackTraceElement[]::new));
  }

  /** Without our frames, but for those on top, which tell where it was thrown. */
  private static Stream<StackTraceElement> thrown(StackTraceElement[] trace) {
    int user = 0;
    while (user < trace.length && !isUsers(trace[user])) {
      user++;
    }
    return Stream.concat(
        Arrays.stream(trace, 0, user).filter(frame -> !isRunner(frame)),
        Arrays.stream(trace, user, trace.length)
            .filter(frame -> !isRunner(frame) && !isLibrary(frame)));
  }

  private static boolean isUsers(StackTraceElement frame) {
    return !isRunner(frame) && !isLibrary(frame) && !JDK.matcher(frame.getClassName()).matches();
  }

  private static boolean isRunner(StackTraceElement frame) {
    String className = frame.getClassName();
    return className.startsWith("jacquard.internal.")
        || RUNNERS.contains(className)
        || className.startsWith("java.lang.VirtualThread")
        || className.equals("java.lang.Thread");
  }

  /** Whether it is in a package of ours; tests of the library, which are there too, are users. */
  private static boolean isLibrary(StackTraceElement frame) {
    String className = frame.getClassName().replaceFirst("\\$.*", "");
    int dot = className.lastIndexOf('.');
    return dot > 0 && LIBRARY.contains(className.substring(0, dot)) && !className.endsWith("Test");
  }
}
