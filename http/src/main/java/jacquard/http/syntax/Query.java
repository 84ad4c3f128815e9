package jacquard.http.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parameters looked up in the raw query of a request target. Nothing is indexed: a lookup reads the
 * query once, so that a query of many parameters costs its length and never a table that its sender
 * shapes.
 */
public final class Query {
  private Query() {}

  /**
   * The decoded value of the first parameter of that name. A parameter without {@code =} has the
   * value "".
   */
  public static Optional<String> first(String query, String name) {
    int from = 0;
    while (from <= query.length()) {
      int to = endOfParameter(query, from);
      if (isNamed(query, from, to, name)) {
        return Optional.of(valueOf(query, from, to));
      }
      from = to + 1;
    }
    return Optional.empty();
  }

  /** The decoded values of all parameters of that name, in order. */
  public static List<String> all(String query, String name) {
    List<String> values = new ArrayList<>();
    int from = 0;
    while (from <= query.length()) {
      int to = endOfParameter(query, from);
      if (isNamed(query, from, to, name)) {
        values.add(valueOf(query, from, to));
      }
      from = to + 1;
    }
    return List.copyOf(values);
  }

  private static int endOfParameter(String query, int from) {
    int ampersand = query.indexOf('&', from);
    return ampersand < 0 ? query.length() : ampersand;
  }

  private static boolean isNamed(String query, int from, int to, String name) {
    return from < to
        && Percent.decodeParameter(query, from, endOfName(query, from, to)).equals(name);
  }

  private static String valueOf(String query, int from, int to) {
    return Percent.decodeParameter(query, Math.min(endOfName(query, from, to) + 1, to), to);
  }

  private static int endOfName(String query, int from, int to) {
    int equals = query.indexOf('=', from);
    return equals < 0 || equals > to ? to : equals;
  }
}
