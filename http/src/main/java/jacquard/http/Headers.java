package jacquard.http;

import jacquard.http.syntax.Octets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * Fields of a message, in the order they were sent: immutable, and names compare without regard to
 * case.
 *
 * {@snippet :
 * Headers headers = Headers.of("Content-Type", "text/plain").with("Cache-Control", "no-store");
 * String type = headers.first("content-type").orElse("application/octet-stream");
 * }
 *
 * <p>A name is a token, a value is Latin-1 text without control characters: an instance can't hold
 * what would end a line early, so what a user typed can't inject fields into a message.
 *
 * <p><b>Cost.</b> A lookup reads the fields once; their number is bounded by {@link
 * HttpLimits#headerCount}.
 *
 * @spec https://www.rfc-editor.org/rfc/rfc9110#section-5 RFC 9110: Fields
 */
public final class Headers implements Iterable<Headers.Field> {
  private static final Headers EMPTY = new Headers(new String[0]);

  /** Names at even indexes, their values behind them; never written after construction. */
  private final String[] pairs;

  private Headers(String[] pairs) {
    this.pairs = pairs;
  }

  /**
   * One field.
   *
   * @param name the name, as it was sent
   * @param value the value, without blanks around it
   */
  public record Field(String name, String value) {}

  /** {@return no fields} */
  public static Headers empty() {
    return EMPTY;
  }

  /**
   * {@return the fields given as names, each followed by its value}
   *
   * @param namesAndValues name, value, name, value, ..., in the order to be sent; copied
   * @throws IllegalArgumentException if a value is missing, a name is no token or a value can't be
   *     sent
   */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "headers must be names, each followed by its value, were "
              + namesAndValues.length
              + " strings");
    }
    String[] pairs = namesAndValues.clone();
    for (int i = 0; i < pairs.length; i += 2) {
      checkField(pairs[i], pairs[i + 1]);
    }
    return pairs.length == 0 ? EMPTY : new Headers(pairs);
  }

  /** {@return the number of fields}; a name that was sent twice counts twice. */
  public int size() {
    return pairs.length / 2;
  }

  /** {@return whether there are none} */
  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /**
   * {@return whether there is a field of that name}
   *
   * @param name the name, in any case
   */
  public boolean contains(String name) {
    return indexOf(name, 0) >= 0;
  }

  /**
   * {@return the value of the first field of that name, or nothing}
   *
   * @param name the name, in any case
   */
  public Optional<String> first(String name) {
    int at = indexOf(name, 0);
    return at < 0 ? Optional.empty() : Optional.of(pairs[at + 1]);
  }

  /**
   * {@return the values of all fields of that name, in order; an empty list if there are none} A
   * value that is itself a list, with commas, is not split.
   *
   * @param name the name, in any case
   */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int at = indexOf(name, 0); at >= 0; at = indexOf(name, at + 2)) {
      values.add(pairs[at + 1]);
    }
    return List.copyOf(values);
  }

  /**
   * {@return these fields and one more, behind them}
   *
   * @param name a token (RFC 9110 §5.6.2), sent in the case given
   * @param value Latin-1 text without controls, and without blanks at its ends
   * @throws IllegalArgumentException if the name is no token or the value can't be sent
   */
  public Headers with(String name, String value) {
    checkField(name, value);
    String[] more = java.util.Arrays.copyOf(pairs, pairs.length + 2);
    more[pairs.length] = name;
    more[pairs.length + 1] = value;
    return new Headers(more);
  }

  /**
   * {@return these fields with one of that name and value, at the end, in place of all that have
   * the name}
   *
   * @param name a token (RFC 9110 §5.6.2); those replaced have it in any case
   * @param value Latin-1 text without controls, and without blanks at its ends
   * @throws IllegalArgumentException if the name is no token or the value can't be sent
   */
  public Headers replacing(String name, String value) {
    if (pairs.length == 2 && pairs[0].equalsIgnoreCase(name)) {
      return of(name, value); // The type of a response, most of the time.
    }
    return without(name).with(name, value);
  }

  /**
   * {@return these fields without those of that name}
   *
   * @param name the name, in any case
   */
  public Headers without(String name) {
    if (!contains(name)) {
      return this;
    }
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equalsIgnoreCase(name)) {
        rest.add(pairs[i]);
        rest.add(pairs[i + 1]);
      }
    }
    return rest.isEmpty() ? EMPTY : new Headers(rest.toArray(String[]::new));
  }

  /**
   * {@return the name of a field by its place}
   *
   * @param index 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException if there is no field at that place
   */
  public String name(int index) {
    return pairs[2 * Objects.checkIndex(index, size())];
  }

  /**
   * {@return the value of a field by its place}
   *
   * @param index 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException if there is no field at that place
   */
  public String value(int index) {
    return pairs[2 * Objects.checkIndex(index, size()) + 1];
  }

  @Override
  public Iterator<Field> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size();
      }

      @Override
      public Field next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no field after the last of " + size());
        }
        Field field = new Field(name(next), value(next));
        next++;
        return field;
      }
    };
  }

  /**
   * Whether the other has the same fields in the same order, names compared without regard to case.
   */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Headers headers) || headers.pairs.length != pairs.length) {
      return false;
    }
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equalsIgnoreCase(headers.pairs[i])
          || !pairs[i + 1].equals(headers.pairs[i + 1])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 1; i < pairs.length; i += 2) {
      hash = 31 * hash + pairs[i].hashCode();
    }
    return hash;
  }

  /** {@return the fields as {@code [Host: a, Accept: b]}} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(pairs[i]).append(": ").append(pairs[i + 1]);
    }
    return text.append(']').toString();
  }

  private int indexOf(String name, int from) {
    for (int i = from; i < pairs.length; i += 2) {
      if (pairs[i].equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static void checkField(String name, String value) {
    if (!Octets.isToken(name)) {
      throw new IllegalArgumentException(
          "header name must be a token of letters, digits and !#$%&'*+-.^_`|~, was \""
              + Quoted.of(name)
              + "\"");
    }
    if (!Octets.isFieldValue(value)) {
      throw new IllegalArgumentException(
          "header value of "
              + name
              + " must be Latin-1 text without controls and without blanks at its ends, was \""
              + Quoted.of(value)
              + "\" (encode other text, for example by RFC 8187)");
    }
  }
}
