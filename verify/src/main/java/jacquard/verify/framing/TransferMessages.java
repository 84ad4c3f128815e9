package jacquard.verify.framing;

import static jacquard.verify.framing.Message.accepted;
import static jacquard.verify.framing.Message.bad;
import static jacquard.verify.framing.Message.refused;

import java.util.ArrayList;
import java.util.List;

/** RFC 9112 §6.1: Transfer-Encoding, in all the disguises that parsers were seen to differ on. */
final class TransferMessages {

  private static final String POST = "POST /a HTTP/1.1\r\nHost: h\r\n";
  private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";
  private static final String HIDDEN = LengthMessages.HIDDEN;

  private TransferMessages() {}

  static List<Message> all() {
    List<Message> all = new ArrayList<>();
    wrongCodings(all);
    chunkedInItsSpellings(all);
    othersBeforeChunked(all);
    oldVersion(all);
    names(all);
    withLength(all);
    several(all);
    return all;
  }

  private static Message badCoding(String coding) {
    return bad(
        "coding '" + coding + "'",
        "§6.1",
        POST + "Transfer-Encoding:" + coding + "\r\n\r\n" + CHUNKS);
  }

  private static void wrongCodings(List<Message> all) {
    for (String coding :
        List.of(
            "",
            " ",
            " identity",
            " chunked, identity",
            " identity, chunked",
            " chunked, chunked",
            " chunked chunked",
            " chunked,",
            " ,chunked",
            " , chunked",
            " chunked;q=1",
            " chunked; q=1",
            " chunked=1",
            " \"chunked\"",
            " 'chunked'",
            " xchunked",
            " chunkedx",
            " x chunked",
            " chunk ed",
            " chunk",
            " chun-ked",
            " \u000bchunked",
            " chunked\u000b",
            " \u000cchunked",
            " \u0000chunked",
            " chunked\u0000",
            " chunked\u0085",
            " \u00a0chunked",
            " chunked\u00ad",
            " chunKed\u017f",
            " (chunked)",
            " <chunked>",
            " cow",
            " cow, chunked",
            " chunked, cow",
            " null",
            " gzip",
            " deflate",
            " compress",
            " chunked, gzip",
            " gzip;q=0, chunked",
            " trailers",
            " chunked\r",
            " \rchunked",
            " chunked\n",
            " \nchunked",
            " chunked\n\r",
            " chunked /",
            " 0",
            " true")) {
      all.add(badCoding(coding));
    }
  }

  private static void chunkedInItsSpellings(List<Message> all) {
    for (String coding :
        List.of(
            "chunked",
            " chunked",
            "\tchunked",
            " chunked ",
            " chunked\t",
            " Chunked",
            " CHUNKED")) {
      all.add(
          accepted(
              "coding '" + coding + "'",
              "§6.1",
              POST + "Transfer-Encoding:" + coding + "\r\n\r\n" + CHUNKS,
              "POST /a hello"));
    }
  }

  private static void othersBeforeChunked(List<Message> all) {
    for (String coding : List.of("gzip, chunked", "deflate, chunked", "compress,chunked")) {
      all.add(
          refused(
              "coding " + coding,
              "§6.1",
              POST + "Transfer-Encoding: " + coding + "\r\n\r\n" + CHUNKS,
              400,
              501));
    }
  }

  private static void oldVersion(List<Message> all) {
    all.add(
        bad(
            "chunked in HTTP/1.0",
            "§6.1",
            "POST /a HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS));
    all.add(
        bad(
            "chunked in HTTP/1.0 that wants to stay",
            "§6.1",
            "POST /a HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                + CHUNKS));
  }

  private static void names(List<Message> all) {
    for (String name :
        List.of(
            "Transfer-Encoding ",
            "Transfer-Encoding\t",
            " Transfer-Encoding",
            "\tTransfer-Encoding",
            "Transfer-Encoding\u0000",
            "Transfer-Encoding\u000b",
            "Transfer-Encoding\u00a0",
            "Transfer Encoding",
            "\u0000Transfer-Encoding",
            "Transfer-Encoding\r",
            "Transfer-Encoding\n",
            "\"Transfer-Encoding\"",
            "Transfer-Encoding,",
            "Transfer-Encoding;",
            "(Transfer-Encoding)",
            "Transfer-Encod\u0131ng",
            "X: y\nTransfer-Encoding",
            "X: y\rTransfer-Encoding",
            "X: y\r\n Transfer-Encoding",
            ":Transfer-Encoding")) {
      all.add(bad("name '" + name + "'", "§5.1", POST + name + ": chunked\r\n\r\n" + CHUNKS));
      all.add(
          bad(
              "name '" + name + "', and a length",
              "§5.1",
              POST + "Content-Length: 5\r\n" + name + ": chunked\r\n\r\n" + CHUNKS));
    }
    for (String name :
        List.of(
            "Transfer_Encoding", "Transfer-Encodin", "X-Transfer-Encoding", "TransferEncoding")) {
      all.add(
          accepted(
              name + " is another name: the length counts",
              "§6.1",
              POST + "Content-Length: 5\r\n" + name + ": chunked\r\n\r\nhello",
              "POST /a hello"));
    }
    all.add(
        accepted(
            "the name in other letters",
            "§5.1",
            POST + "tRANSFER-eNCODING: chunked\r\n\r\n" + CHUNKS,
            "POST /a hello"));
  }

  private static void withLength(List<Message> all) {
    String chunked = "Transfer-Encoding: chunked\r\n";
    all.add(
        bad(
            "a length, then chunked (CL.TE)",
            "§6.1",
            POST + "Content-Length: 5\r\n" + chunked + "\r\n0\r\n\r\n" + HIDDEN));
    all.add(
        bad(
            "chunked, then a length (TE.CL)",
            "§6.1",
            POST + chunked + "Content-Length: 4\r\n\r\n5c\r\n" + HIDDEN + "\r\n0\r\n\r\n"));
    all.add(
        bad(
            "a length that agrees with the chunks",
            "§6.1",
            POST + chunked + "Content-Length: " + CHUNKS.length() + "\r\n\r\n" + CHUNKS));
    all.add(
        bad(
            "length 0, chunked",
            "§6.1",
            POST + "Content-Length: 0\r\n" + chunked + "\r\n" + CHUNKS));
    all.add(
        bad("chunked, length 0", "§6.1", POST + chunked + "Content-Length: 0\r\n\r\n" + CHUNKS));
    all.add(
        bad(
            "GET, a length and chunked",
            "§6.1",
            "GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n" + chunked + "\r\n" + CHUNKS));
    for (String coding : List.of("identity", "xchunked", "chunked;", "\u000bchunked", "gzip", "")) {
      all.add(
          refused(
              "a length, and coding '" + coding + "' (TE.TE)",
              "§6.1",
              POST + "Content-Length: 5\r\nTransfer-Encoding: " + coding + "\r\n\r\nhello",
              400,
              501));
    }
  }

  private static void several(List<Message> all) {
    String chunked = "Transfer-Encoding: chunked\r\n";
    for (String other : List.of("chunked", "identity", "x", "", "gzip", "cow")) {
      all.add(
          bad(
              "chunked, then a line of '" + other + "'",
              "§6.1",
              POST + chunked + "Transfer-Encoding: " + other + "\r\n\r\n" + CHUNKS));
      all.add(
          refused(
              "a line of '" + other + "', then chunked",
              "§6.1",
              POST + "Transfer-Encoding: " + other + "\r\n" + chunked + "\r\n" + CHUNKS,
              400,
              501));
    }
    all.add(
        bad(
            "chunked twice in other letters",
            "§6.1",
            POST + chunked + "X: y\r\ntransfer-encoding: chunked\r\n\r\n" + CHUNKS));
  }
}
