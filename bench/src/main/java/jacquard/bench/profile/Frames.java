package jacquard.bench.profile;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/** The frames of recorded stacks, innermost first, and their names. */
final class Frames {
  private static final String PROJECT = "jacquard.";
  private static final String BENCH = "jacquard.bench.";
  private static final String NO_STACK = "(no stack)";

  /** Classes that the JVM makes at run time carry an address, which differs in each process. */
  private static final Pattern ADDRESS = Pattern.compile("\\.0x[0-9a-f]+$");

  private Frames() {}

  static List<RecordedFrame> of(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return stack == null ? List.of() : stack.getFrames();
  }

  /** Whether a frame is Jacquard's, and not that of the workload that uses it. */
  static boolean isOurs(RecordedFrame frame) {
    return isProject(frame) && !type(frame).startsWith(BENCH);
  }

  /** Whether a frame only leads from an interface to the method that is meant. */
  static boolean isBridge(RecordedFrame frame) {
    return type(frame).contains("$$Lambda");
  }

  /** Whether a frame is Jacquard's or that of a workload. */
  static boolean isProject(RecordedFrame frame) {
    return type(frame).startsWith(PROJECT);
  }

  static String method(RecordedFrame frame) {
    return type(frame) + "." + frame.getMethod().getName();
  }

  /** Without the package. */
  static String shortMethod(RecordedFrame frame) {
    String method = method(frame);
    return method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
  }

  static String line(RecordedFrame frame) {
    return method(frame) + ":" + frame.getLineNumber();
  }

  /** The innermost method. */
  static String innermost(List<RecordedFrame> frames) {
    return frames.isEmpty() ? NO_STACK : method(frames.getFirst());
  }

  /** The innermost line of Jacquard or of the workload, or the innermost of all. */
  static String site(List<RecordedFrame> frames) {
    return first(frames, Frames::isProject).orElseGet(() -> innermost(frames));
  }

  /** The innermost line that is such a frame's. */
  static Optional<String> first(List<RecordedFrame> frames, Predicate<RecordedFrame> such) {
    return frames.stream().filter(such).findFirst().map(Frames::line);
  }

  private static String type(RecordedFrame frame) {
    return name(frame.getMethod().getType());
  }

  /** Name of a class, the same in every process. */
  static String name(RecordedClass type) {
    return ADDRESS.matcher(type.getName()).replaceFirst("");
  }
}
