package jacquard.bench.page;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a figure should reach. */
sealed interface Bound {

  /** On which side of a bound it is reached. */
  enum Side {
    /** Reached by the bound or less. */
    AT_MOST("≤"),
    /** Reached by the bound or more. */
    AT_LEAST("≥");

    private final String sign;

    Side(String sign) {
      this.sign = sign;
    }

    boolean holds(double figure, double bound) {
      return this == AT_MOST ? figure <= bound : figure >= bound;
    }

    String sign() {
      return sign;
    }
  }

  /**
   * A multiple of a peer's figure.
   *
   * @param side that reaches it
   * @param factor of the peer's figure
   * @param peer name of the peer
   */
  record Relative(Side side, double factor, String peer) implements Bound {
    @Override
    public String toString() {
      return side.sign + " " + number(factor) + " × " + peer;
    }
  }

  /**
   * A figure of its own.
   *
   * @param side that reaches it
   * @param value in the unit
   * @param unit of the value
   */
  record Absolute(Side side, double value, String unit) implements Bound {
    @Override
    public String toString() {
      return side.sign + " " + number(value) + " " + unit;
    }
  }

  /** No more cost than the best peer on the JVM. */
  record FirstOfJvm() implements Bound {
    @Override
    public String toString() {
      return "first on the JVM";
    }
  }

  /** Reads a bound as {@code goals.txt} states it. */
  static Bound parse(String text) {
    if (text.equals("first of JVM")) {
      return new FirstOfJvm();
    }
    Matcher match = Pattern.compile("(<=|>=) ([0-9.]+) (?:x )?(\\S+)").matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("no bound: '" + text + "'");
    }
    Side side = match.group(1).equals("<=") ? Side.AT_MOST : Side.AT_LEAST;
    double value = Double.parseDouble(match.group(2));
    return text.contains(" x ")
        ? new Relative(side, value, match.group(3))
        : new Absolute(side, value, match.group(3));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
