package jacquard.verify.stress;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in JCStress's list of tests: {@code JCTEST12Sa.b.CStress…}, length and text. */
final class TestName {

  private static final Pattern ENTRY = Pattern.compile("^JCTEST(\\d+)S");

  private TestName() {}

  static Optional<String> in(String line) {
    Matcher entry = ENTRY.matcher(line);
    if (!entry.find()) {
      return Optional.empty();
    }
    int length = Integer.parseInt(entry.group(1));
    return Optional.of(line.substring(entry.end(), entry.end() + length));
  }

  /** Without its package. */
  static String shorter(String name) {
    return name.replaceFirst("^([a-z]+\\.)+", "");
  }
}
