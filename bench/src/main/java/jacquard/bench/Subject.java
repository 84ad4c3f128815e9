package jacquard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is measured in processes of its own: on the JVM, or built or run by another toolchain. */
public interface Subject {

  /** Name as {@code --only} takes it. */
  String name();

  /** Its version and that of what it runs on. */
  String version();

  /** The toolchain that it needs; empty on the JVM. */
  Optional<NativePeers> toolchain();

  /** Whether it runs on the JVM, and so can be recorded. */
  default boolean isJvm() {
    return toolchain().isEmpty();
  }

  /** Why it can't run here, or empty. */
  default Optional<String> missing() {
    return toolchain().flatMap(NativePeers::missing);
  }

  /**
   * Those of some subjects that can run; says of the others why not.
   *
   * @param unbuilt toolchains that built nothing, and why
   * @param recorded whether the subjects are to be recorded
   */
  static <S extends Subject> List<S> startable(
      List<S> subjects, Map<NativePeers, String> unbuilt, boolean recorded, Console console) {
    List<S> startable = new ArrayList<>();
    for (S subject : subjects) {
      Optional<String> missing =
          recorded && !subject.isJvm()
              ? Optional.of("--profile records the JVM only")
              : subject.toolchain().map(unbuilt::get);
      if (missing.isPresent()) {
        console.line(subject.name() + " skipped: " + missing.get());
      } else {
        startable.add(subject);
      }
    }
    return startable;
  }
}
