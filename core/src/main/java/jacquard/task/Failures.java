package jacquard.task;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** What a failure looks like when it crosses from the child that threw it to its scope. */
final class Failures {

  /**
   * Beyond this many frames a trace is left alone: somebody throws one exception again and again.
   */
  private static final int FRAMES_MAX = 1024;

  private static final Set<String> OURS =
      Set.of(
          OpenScope.class.getName(),
          ForkedTask.class.getName(),
          Scope.class.getName(),
          Tasks.class.getName(),
          TaskLocal.class.getName(),
          FirstSuccess.class.getName(),
          TimedRegion.class.getName(),
          Failures.class.getName());

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
   * forked at}, the joiner's frames, and none of ours in between.
   */
  static void joinTrace(Throwable failure) {
    StackTraceElement[] child = failure.getStackTrace();
    if (child.length == 0 || child.length > FRAMES_MAX) {
      return;
    }
    StackTraceElement[] joiner = users(Thread.currentThread().getStackTrace());
    if (joiner.length > 0) {
      StackTraceElement first = joiner[0];
      joiner[0] =
          new StackTraceElement(
              "forked at " + first.getClassName(),
              first.getMethodName(),
              first.getFileName(),
              first.getLineNumber());
    }
    failure.setStackTrace(
        Stream.concat(Arrays.stream(users(child)), Arrays.stream(joiner))
            .toArray(StackTraceElement[]::new));
  }

  private static StackTraceElement[] users(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .filter(frame -> !isOurs(frame.getClassName()))
        .toArray(StackTraceElement[]::new);
  }

  private static boolean isOurs(String className) {
    return className.startsWith("jacquard.internal.")
        || OURS.contains(className)
        || className.startsWith("java.lang.VirtualThread")
        || className.equals("java.lang.Thread");
  }
}
