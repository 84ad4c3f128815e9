package jacquard.verify.framing;

import static jacquard.verify.framing.Message.accepted;
import static jacquard.verify.framing.Message.last;
import static jacquard.verify.framing.Message.refused;

import java.util.ArrayList;
import java.util.List;

/** RFC 9112 §9: several requests on one connection, and what ends it. */
final class ConnectionMessages {

  private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n";
  private static final String HIDDEN = LengthMessages.HIDDEN;

  private ConnectionMessages() {}

  static List<Message> all() {
    List<Message> all = new ArrayList<>();
    pipelines(all);
    ends(all);
    expectations(all);
    return all;
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }

  private static void pipelines(List<Message> all) {
    all.add(accepted("two requests", "§9.3.2", get("/a") + get("/b"), "GET /a ", "GET /b "));
    all.add(
        accepted(
            "three, an empty line between",
            "§2.2",
            get("/a") + "\r\n" + get("/b") + "\r\n" + get("/c"),
            "GET /a ",
            "GET /b ",
            "GET /c "));
    all.add(
        accepted(
            "content between",
            "§9.3.2",
            "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" + get("/b"),
            "POST /a hello",
            "GET /b "));
    all.add(
        accepted(
            "chunks between",
            "§9.3.2",
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                + get("/b"),
            "POST /a hello",
            "GET /b "));
    all.add(
        accepted(
            "chunks with a trailer between",
            "§9.3.2",
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n"
                + get("/b"),
            "POST /a ",
            "GET /b "));
    String[] echoes = new String[100];
    StringBuilder hundred = new StringBuilder();
    for (int i = 0; i < echoes.length; i++) {
      hundred.append(get("/" + i));
      echoes[i] = "GET /" + i + " ";
    }
    all.add(accepted("a hundred requests", "§9.3.2", hundred.toString(), echoes));
  }

  private static void ends(List<Message> all) {
    for (String option :
        List.of(
            "close", "Close", "x, close", "close, x", "keep-alive, close", ", close", "close,")) {
      all.add(
          last(
              "connection " + option,
              "§9.6",
              GET + "Connection: " + option + "\r\n\r\n" + HIDDEN,
              "GET /a "));
    }
    all.add(
        last(
            "close on a second line",
            "§9.6",
            GET + "Connection: keep-alive\r\nConnection: close\r\n\r\n" + HIDDEN,
            "GET /a "));
    all.add(
        accepted(
            "an option we do not know", "§9.6", GET + "Connection: closed\r\n\r\n", "GET /a "));
    all.add(accepted("keep-alive", "§9.3", GET + "Connection: keep-alive\r\n\r\n", "GET /a "));
    all.add(
        accepted(
            "an upgrade to h2c is not taken",
            "RFC 9110 §7.8",
            GET
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n",
            "GET /a "));
    all.add(
        last(
            "HTTP/1.0 ends, whatever follows",
            "§9.3",
            "GET /a HTTP/1.0\r\nHost: h\r\n\r\n" + HIDDEN,
            "GET /a "));
  }

  private static void expectations(List<Message> all) {
    all.add(
        accepted(
            "100-continue",
            "RFC 9110 §10.1.1",
            "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
            "POST /a hello"));
    all.add(
        accepted(
            "100-Continue, no content",
            "RFC 9110 §10.1.1",
            GET + "Expect: 100-Continue\r\n\r\n",
            "GET /a "));
    for (String expectation : List.of("200-ok", "100-continue, x", "", "100", "continue")) {
      all.add(
          refused(
              "expectation '" + expectation + "'",
              "RFC 9110 §10.1.1",
              GET + "Expect: " + expectation + "\r\n\r\n",
              400,
              417));
    }
  }
}
