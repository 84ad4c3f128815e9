package jacquard.verify.framing;

import static jacquard.verify.framing.Message.accepted;
import static jacquard.verify.framing.Message.bad;
import static jacquard.verify.framing.Message.cut;
import static jacquard.verify.framing.Message.refused;

import java.util.ArrayList;
import java.util.List;

/** RFC 9112 §7.1: chunks, their sizes and extensions, and the trailer section. */
final class ChunkMessages {

  private static final String POST =
      "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String END = "0\r\n\r\n";

  private ChunkMessages() {}

  static List<Message> all() {
    List<Message> all = new ArrayList<>();
    for (int octet : Octet.all(octet -> !Octet.isHexadecimal(octet))) {
      all.add(
          bad(
              "chunk size that begins with " + Octet.named(octet),
              "§7.1",
              POST + Octet.of(octet) + "5\r\nhello\r\n" + END));
    }
    for (int octet : Octet.all(octet -> !Octet.isHexadecimal(octet) && octet != ';')) {
      all.add(
          bad(
              "chunk size that ends in " + Octet.named(octet),
              "§7.1",
              POST + "5" + Octet.of(octet) + "\r\nhello\r\n" + END));
    }
    for (int octet : Octet.all(Octet::isForbiddenInValue)) {
      all.add(
          bad(
              "chunk extension with " + Octet.named(octet),
              "§7.1.1",
              POST + "5;a=b" + Octet.of(octet) + "c\r\nhello\r\n" + END));
    }
    sizes(all);
    wrongSizes(all);
    largeSizes(all);
    contents(all);
    extensions(all);
    lineEnds(all);
    trailers(all);
    cuts(all);
    return all;
  }

  private static Message served(String name, String section, String chunks) {
    return accepted(name, section, POST + chunks, "POST /a hello");
  }

  private static void sizes(List<Message> all) {
    all.add(served("one chunk", "§7.1", "5\r\nhello\r\n" + END));
    all.add(
        served("five chunks", "§7.1", "1\r\nh\r\n1\r\ne\r\n1\r\nl\r\n1\r\nl\r\n1\r\no\r\n" + END));
    all.add(served("leading zeros", "§7.1", "0000000000000005\r\nhello\r\n" + END));
    all.add(served("zeros for the last chunk", "§7.1", "5\r\nhello\r\n000\r\n\r\n"));
    all.add(accepted("no content", "§7.1", POST + END, "POST /a "));
    all.add(
        accepted(
            "upper and lower case",
            "§7.1",
            POST + "A\r\n0123456789\r\na\r\n0123456789\r\n" + END,
            "POST /a 01234567890123456789"));
  }

  private static void wrongSizes(List<Message> all) {
    for (String size :
        List.of(
            "0x5",
            "5h",
            "-5",
            "+5",
            "",
            " 5",
            "5 ",
            "5 5",
            "5,",
            "5.0",
            "five",
            "00000000000000005",
            "10000000000000005",
            "8000000000000000",
            "FFFFFFFFFFFFFFFF",
            "FFFFFFFFFFFFFFFFF",
            "7FFFFFFFFFFFFFFFF",
            "-1",
            "-0",
            "1e1x",
            "\"5\"",
            "5:5")) {
      all.add(bad("chunk size '" + size + "'", "§7.1", POST + size + "\r\nhello\r\n" + END));
      all.add(
          bad(
              "chunk size '" + size + "', second",
              "§7.1",
              POST + "1\r\nx\r\n" + size + "\r\nhello\r\n" + END));
    }
  }

  private static void largeSizes(List<Message> all) {
    all.add(
        refused("a chunk of 2^40", "RFC 9110 §15.5.14", POST + "10000000000\r\nhello\r\n", 413));
    all.add(
        refused(
            "a chunk of 2^63-1",
            "RFC 9110 §15.5.14",
            POST + "7FFFFFFFFFFFFFFF\r\nhello\r\n",
            400,
            413));
    all.add(
        refused(
            "chunks that overflow",
            "RFC 9110 §15.5.14",
            POST + "1\r\nx\r\n7FFFFFFFFFFFFFFF\r\nhello\r\n",
            400,
            413));
  }

  private static void contents(List<Message> all) {
    all.add(bad("content longer than its size", "§7.1", POST + "4\r\nhello\r\n" + END));
    all.add(bad("content shorter than its size", "§7.1", POST + "6\r\nhello\r\n" + END));
    all.add(bad("no CRLF after content", "§7.1", POST + "5\r\nhello" + END));
    all.add(bad("a request where a size should be", "§7.1", POST + LengthMessages.HIDDEN));
    all.add(
        accepted(
            "a request for content",
            "§7.1",
            POST + "23\r\nGET /hidden HTTP/1.1\r\nHost: h\r\n\r\nab\r\n" + END,
            "POST /a GET /hidden HTTP/1.1\r\nHost: h\r\n\r\nab"));
  }

  private static void extensions(List<Message> all) {
    for (String extension :
        List.of(";a", ";a=b", ";a=\"b\"", ";a=\"b;c\"", ";a=\"b\\\"c\"", ";a;b=c;d", ";a=\"\"")) {
      all.add(served("extension " + extension, "§7.1.1", "5" + extension + "\r\nhello\r\n" + END));
      all.add(
          served(
              "extension " + extension + " of the last chunk",
              "§7.1.1",
              "5\r\nhello\r\n0" + extension + "\r\n\r\n"));
    }
    for (String extension :
        List.of(
            ";",
            ";;",
            ";=",
            ";=b",
            ";a=",
            ";a==b",
            ";a=b c",
            ";a b",
            ";\"a\"",
            ";a=\"b",
            ";a=b\"",
            ";a=\"b\"c",
            ";a=b;",
            "g",
            "=a",
            ",a",
            ";a=\"b\\",
            ";a=\u0000",
            "\n;a",
            ";a\n",
            ";\rb",
            ";a=\"\n\"")) {
      all.add(
          bad(
              "extension '" + extension + "'",
              "§7.1.1",
              POST + "5" + extension + "\r\nhello\r\n" + END));
    }
    all.add(
        bad(
            "extensions of 20,000",
            "§7.1.1",
            POST + "5;a=" + "b".repeat(20_000) + "\r\nhello\r\n" + END));
    all.add(
        bad(
            "extensions of 40,000 in 400 chunks",
            "§7.1.1",
            POST + ("1;a=" + "b".repeat(97) + "\r\nx\r\n").repeat(400) + END));
  }

  private static void lineEnds(List<Message> all) {
    all.add(bad("LF after the size", "§7.1", POST + "5\nhello\r\n" + END));
    all.add(bad("CR after the size", "§7.1", POST + "5\rhello\r\n" + END));
    all.add(bad("CR CR LF after the size", "§7.1", POST + "5\r\r\nhello\r\n" + END));
    all.add(bad("LF CR after the size", "§7.1", POST + "5\n\rhello\r\n" + END));
    all.add(bad("LF after the content", "§7.1", POST + "5\r\nhello\n" + END));
    all.add(bad("CR after the content", "§7.1", POST + "5\r\nhello\r" + END));
    all.add(bad("CR CR LF after the content", "§7.1", POST + "5\r\nhello\r\r\n" + END));
    all.add(bad("space after the content", "§7.1", POST + "5\r\nhello \r\n" + END));
    all.add(bad("two octets for CRLF", "§7.1", POST + "5\r\nhelloXX" + END));
    all.add(bad("an empty line before the size", "§7.1", POST + "\r\n5\r\nhello\r\n" + END));
    all.add(bad("LF for the end", "§7.1", POST + "5\r\nhello\r\n0\r\n\n"));
    all.add(bad("LF after the last size", "§7.1", POST + "5\r\nhello\r\n0\n\r\n"));
    all.add(bad("LF for all", "§7.1", POST + "5\nhello\n0\n\n"));
    all.add(bad("CR for the end", "§7.1", POST + "5\r\nhello\r\n0\r\n\rX"));
    all.add(bad("space before the end", "§7.1", POST + "5\r\nhello\r\n0\r\n \r\n"));
  }

  private static void trailers(List<Message> all) {
    String last = "5\r\nhello\r\n0\r\n";
    all.add(served("a trailer", "§7.1.2", last + "X: v\r\n\r\n"));
    all.add(served("two trailers", "§7.1.2", last + "X: v\r\nY: w\r\n\r\n"));
    for (String name :
        List.of(
            "Content-Length",
            "Transfer-Encoding",
            "Host",
            "Trailer",
            "Content-Type",
            "Content-Encoding",
            "Authorization",
            "Cookie",
            "Set-Cookie",
            "Expect",
            "Range",
            "TE",
            "Connection",
            "content-length",
            "HOST")) {
      all.add(bad("trailer " + name, "RFC 9110 §6.5.1", POST + last + name + ": 5\r\n\r\n"));
    }
    all.add(bad("trailer without a colon", "§7.1.2", POST + last + "X\r\n\r\n"));
    all.add(bad("trailer without a name", "§7.1.2", POST + last + ": v\r\n\r\n"));
    all.add(bad("trailer with space before the colon", "§7.1.2", POST + last + "X : v\r\n\r\n"));
    all.add(bad("trailer folded", "§7.1.2", POST + last + "X: v\r\n w\r\n\r\n"));
    all.add(bad("trailer behind a blank", "§7.1.2", POST + last + " X: v\r\n\r\n"));
    all.add(bad("trailer with LF", "§7.1.2", POST + last + "X: v\n\r\n"));
    all.add(bad("trailer with NUL", "§7.1.2", POST + last + "X: \u0000\r\n\r\n"));
    all.add(bad("a request for a trailer", "§7.1.2", POST + last + LengthMessages.HIDDEN));
    all.add(
        refused(
            "trailers of 20,000",
            "§7.1.2",
            POST + last + "X: " + "v".repeat(20_000) + "\r\n\r\n",
            400,
            431));
    all.add(
        refused("200 trailers", "§7.1.2", POST + last + "X: v\r\n".repeat(200) + "\r\n", 400, 431));
  }

  private static void cuts(List<Message> all) {
    String whole = "5\r\nhello\r\n0\r\n\r\n";
    for (int end = 0; end < whole.length(); end++) {
      all.add(cut("chunks cut after " + end, "§8", POST + whole.substring(0, end)));
    }
  }
}
