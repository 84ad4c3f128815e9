package jacquard.verify.framing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a client sends, and what must come of it.
 *
 * @param name what is special about it
 * @param section of RFC 9112, unless another RFC is named
 * @param text the octets, as ISO 8859-1
 * @param expected what must come of it
 */
record Message(String name, String section, String text, Expected expected) {

  /** What must come of a message. */
  sealed interface Expected {}

  /**
   * The requests in it are served, and each is what the handler was to see: method, target and
   * content, by {@link Echo#line}.
   */
  record Accepted(List<String> echoes) implements Expected {}

  /** As {@link Accepted}; the last one ends the connection, and what follows is not read. */
  record AcceptedLast(List<String> echoes) implements Expected {}

  /** One answer, of one of these statuses, and the connection is closed. */
  record Refused(Set<Integer> statuses) implements Expected {}

  /** The client ends in the middle: no answer says success, and the connection is closed. */
  record Cut() implements Expected {}

  static Message accepted(String name, String section, String text, String... echoes) {
    return new Message(name, section, text, new Accepted(List.of(echoes)));
  }

  static Message last(String name, String section, String text, String... echoes) {
    return new Message(name, section, text, new AcceptedLast(List.of(echoes)));
  }

  static Message refused(String name, String section, String text, Integer... statuses) {
    return new Message(name, section, text, new Refused(Set.of(statuses)));
  }

  /** Refused with 400. */
  static Message bad(String name, String section, String text) {
    return refused(name, section, text, 400);
  }

  static Message cut(String name, String section, String text) {
    return new Message(name, section, text, new Cut());
  }

  byte[] octets() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
