package jacquard.verify.evidence;

import java.util.Arrays;
import java.util.Locale;

/** An option of {@code verify/run}; what it means, {@link Order} says. */
public enum Option {
  /** How long it may take. */
  MINUTES,
  /** On which engines. */
  ENGINE,
  /** Which parts. */
  ONLY,
  /** Where the choices of chance begin. */
  SEED;

  static Option of(String word) throws Usage {
    return Arrays.stream(values())
        .filter(option -> option.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new Usage("no option is called " + word));
  }

  /** As it stands on the command line. */
  String word() {
    return "--" + name().toLowerCase(Locale.ROOT);
  }
}
