package jacquard.verify.framing;

import static jacquard.verify.framing.Message.accepted;
import static jacquard.verify.framing.Message.bad;
import static jacquard.verify.framing.Message.cut;
import static jacquard.verify.framing.Message.refused;

import java.util.ArrayList;
import java.util.List;

/** RFC 9112 §6.2, §6.3: Content-Length, alone. */
final class LengthMessages {

  static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n";

  private static final String POST = "POST /a HTTP/1.1\r\nHost: h\r\n";

  private LengthMessages() {}

  static List<Message> all() {
    List<Message> all = new ArrayList<>();
    wrong(all);
    right(all);
    several(all);
    limits(all);
    return all;
  }

  private static void wrong(List<Message> all) {
    for (String length :
        List.of(
            "",
            "+5",
            "-5",
            "-0",
            "+0",
            "0x5",
            "5h",
            "5 5",
            "5,5",
            "5, 5",
            "5,",
            ",5",
            "5;",
            "5.0",
            "5.",
            ".5",
            "5e0",
            "1_0",
            "five",
            "\"5\"",
            "'5'",
            "5\u00a0",
            "\u0665",
            "\u00b2",
            "0b101",
            "5\u000b",
            "\u000b5",
            "5\u000c",
            "5\u0000",
            "NaN",
            "Infinity",
            "null",
            "5 chunked",
            "(5)",
            "5/1",
            "18446744073709551621",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "4294967301x",
            "-9223372036854775808")) {
      all.add(
          bad("length " + length, "§6.3", POST + "Content-Length: " + length + "\r\n\r\nhello"));
    }
    all.add(bad("space before the colon", "§5.1", POST + "Content-Length : 5\r\n\r\nhello"));
    all.add(bad("tab before the colon", "§5.1", POST + "Content-Length\t: 5\r\n\r\nhello"));
    all.add(bad("space before the name", "§5.2", POST + " Content-Length: 5\r\n\r\nhello"));
    all.add(bad("space in the name", "§5.1", POST + "Content Length: 5\r\n\r\nhello"));
    all.add(bad("NUL in the name", "§5.1", POST + "Content-Length\u0000: 5\r\n\r\nhello"));
  }

  private static void right(List<Message> all) {
    String[] echo = {"POST /a hello"};
    for (String length : List.of("5", " 5", "5 ", "\t5\t", "05", "0000000000000000000000005")) {
      all.add(
          accepted(
              "length '" + length + "'",
              "§6.3",
              POST + "Content-Length:" + length + "\r\n\r\nhello",
              echo));
    }
    all.add(
        accepted(
            "the name in other letters", "§5.1", POST + "cONTENT-lENGTH: 5\r\n\r\nhello", echo));
    all.add(accepted("length 0", "§6.3", POST + "Content-Length: 0\r\n\r\n", "POST /a "));
    all.add(accepted("no length, no content", "§6.3", POST + "\r\n", "POST /a "));
    all.add(
        accepted(
            "GET with content",
            "§6.3",
            "GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
            "GET /a hello"));
    all.add(
        accepted(
            "an underscore is another name",
            "§5.1",
            POST + "Content_Length: 5\r\n\r\n",
            "POST /a "));
    all.add(
        accepted(
            "a request for content",
            "§6.3",
            POST + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN,
            "POST /a " + HIDDEN));
    all.add(
        accepted(
            "content of line ends",
            "§6.3",
            POST + "Content-Length: 8\r\n\r\n\r\n\r\n\r\n\r\n",
            "POST /a \r\n\r\n\r\n\r\n"));
  }

  private static void several(List<Message> all) {
    String body = "\r\n\r\nhello";
    all.add(
        bad("one length twice", "§6.3", POST + "Content-Length: 5\r\nContent-Length: 5" + body));
    all.add(bad("two lengths", "§6.3", POST + "Content-Length: 5\r\nContent-Length: 0" + body));
    all.add(
        bad(
            "two lengths, 0 first",
            "§6.3",
            POST + "Content-Length: 0\r\nContent-Length: 5" + body));
    all.add(
        bad(
            "two lengths, the longer hides a request",
            "§6.3",
            POST
                + "Content-Length: 0\r\nContent-Length: "
                + HIDDEN.length()
                + "\r\n\r\n"
                + HIDDEN));
    all.add(
        bad(
            "two lengths in other letters",
            "§6.3",
            POST + "Content-Length: 5\r\nX: y\r\ncontent-length: 6" + body));
    all.add(bad("5 and 05", "§6.3", POST + "Content-Length: 5\r\nContent-Length: 05" + body));
    all.add(bad("5 and nothing", "§6.3", POST + "Content-Length: 5\r\nContent-Length:" + body));
    all.add(
        bad(
            "GET, two lengths",
            "§6.3",
            "GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6" + body));
  }

  private static void limits(List<Message> all) {
    all.add(
        refused(
            "content of 1 TiB",
            "RFC 9110 §15.5.14",
            POST + "Content-Length: 1099511627776\r\n\r\nhello",
            413));
    all.add(
        refused(
            "content of 2^63-1",
            "RFC 9110 §15.5.14",
            POST + "Content-Length: 9223372036854775807\r\n\r\nhello",
            413));
    all.add(cut("content cut", "§6.3", POST + "Content-Length: 6\r\n\r\nhello"));
    all.add(cut("content missing", "§6.3", POST + "Content-Length: 6\r\n\r\n"));
    all.add(cut("head cut", "§6.3", POST + "Content-Length: 6\r\n"));
    all.add(cut("length cut", "§6.3", POST + "Content-Length: "));
    all.add(cut("request line cut", "§6.3", "POST /a HTT"));
  }
}
