package jacquard.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM subject: the same collector and heap for all of a suite. */
public final class JvmCommand {
  private final List<String> words = new ArrayList<>();

  private JvmCommand() {}

  /** Begins the command line of a subject, with G1 and a heap of first and at most so much. */
  public static JvmCommand withHeap(String first, String greatest) {
    JvmCommand command = new JvmCommand();
    command.words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Explicit: on one core the JVM would choose the serial collector by itself.
    command.words.addAll(List.of("-XX:+UseG1GC", "-Xms" + first, "-Xmx" + greatest));
    return command;
  }

  /** Adds options of the JVM. */
  public JvmCommand options(List<String> options) {
    words.addAll(options);
    return this;
  }

  /** Ends the command line: a class or a source file on this JVM's class path. */
  public List<String> main(String main, List<String> arguments) {
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    words.addAll(arguments);
    return List.copyOf(words);
  }
}
