package jacquard.verify.framing;

import static jacquard.verify.framing.Message.accepted;
import static jacquard.verify.framing.Message.bad;
import static jacquard.verify.framing.Message.refused;

import java.util.ArrayList;
import java.util.List;

/** RFC 9112 §2.2 and §3: the request line, and what may stand before it. */
final class RequestLineMessages {

  private static final String HOST = "\r\nHost: h\r\n\r\n";
  private static final int LINE_BYTES_MAX = 8_192;

  private RequestLineMessages() {}

  static List<Message> all() {
    List<Message> all = new ArrayList<>();
    shapes(all);
    versions(all);
    wrongTargets(all);
    targets(all);
    lengths(all);
    lineEnds(all);
    for (int octet : Octet.all(octet -> !Octet.isToken(octet))) {
      String method = "GE" + Octet.of(octet) + "T / HTTP/1.1" + HOST;
      all.add(bad("method with " + Octet.named(octet), "§3.1", method));
    }
    for (int octet : Octet.all(octet -> !Octet.isPath(octet) && octet != '?' && octet != '%')) {
      String target = "GET /a" + Octet.of(octet) + "b HTTP/1.1" + HOST;
      all.add(bad("path with " + Octet.named(octet), "§3.2", target));
    }
    return all;
  }

  private static void shapes(List<Message> all) {
    all.add(bad("space before the method", "§3", " GET / HTTP/1.1" + HOST));
    all.add(bad("tab before the method", "§3", "\tGET / HTTP/1.1" + HOST));
    all.add(bad("two spaces after the method", "§3", "GET  / HTTP/1.1" + HOST));
    all.add(bad("tab after the method", "§3", "GET\t/ HTTP/1.1" + HOST));
    all.add(bad("two spaces after the target", "§3", "GET /  HTTP/1.1" + HOST));
    all.add(bad("tab after the target", "§3", "GET /\tHTTP/1.1" + HOST));
    all.add(bad("space after the version", "§3", "GET / HTTP/1.1 " + HOST));
    all.add(bad("tab after the version", "§3", "GET / HTTP/1.1\t" + HOST));
    all.add(bad("a word after the version", "§3", "GET / HTTP/1.1 x" + HOST));
    all.add(bad("two targets", "§3", "GET /a /b HTTP/1.1" + HOST));
    all.add(bad("no version", "§3", "GET /" + HOST));
    all.add(bad("no version, space", "§3", "GET / " + HOST));
    all.add(bad("no target", "§3", "GET HTTP/1.1" + HOST));
    all.add(bad("no target, two spaces", "§3", "GET  HTTP/1.1" + HOST));
    all.add(bad("no method", "§3", "/ HTTP/1.1" + HOST));
    all.add(bad("only spaces", "§3", "   " + HOST));
    all.add(bad("a status line", "§2.1", "HTTP/1.1 200 OK" + HOST));
    all.add(
        bad("the start of a TLS handshake", "§3", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"));
    all.add(refused("the preface of HTTP/2", "§3", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 505));
    all.add(refused("CONNECT", "§3.2.3", "CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n", 400, 501));
    all.add(refused("TRACE", "RFC 9110 §9.3.8", "TRACE / HTTP/1.1" + HOST, 400, 501));
    all.add(accepted("a method of our own", "§3.1", "B-REW / HTTP/1.1" + HOST, "B-REW / "));
    all.add(accepted("a method in lower case", "§3.1", "get / HTTP/1.1" + HOST, "get / "));
    all.add(accepted("the plain case", "§3", "GET / HTTP/1.1" + HOST, "GET / "));
  }

  private static void versions(List<Message> all) {
    for (String version : List.of("HTTP/2.0", "HTTP/3.0", "HTTP/0.9", "HTTP/1.2", "HTTP/9.9")) {
      all.add(refused(version, "§2.3", "GET / " + version + HOST, 400, 505));
    }
    for (String version :
        List.of(
            "http/1.1",
            "Http/1.1",
            "HTTP/1",
            "HTTP/11",
            "HTTP/1.",
            "HTTP/.1",
            "HTTP/1.10",
            "HTTP/01.1",
            "HTTP/1.01",
            "HTTP/1,1",
            "HTTP/ 1.1",
            "HTTP /1.1",
            "HTTP/1.1.1",
            "HTTP/+1.1",
            "HTTP/1.x",
            "HTTPS/1.1",
            "HTTP\\1.1",
            "HTTP1.1",
            "XHTTP/1.1",
            "HTTP/1.1\u0000")) {
      all.add(bad("version " + version, "§2.3", "GET / " + version + HOST));
    }
    all.add(
        accepted(
            "HTTP/1.0 that wants to stay",
            "§9.3",
            "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "GET / "));
    all.add(Message.last("HTTP/1.0 closes", "§9.3", "GET / HTTP/1.0\r\nHost: h\r\n\r\n", "GET / "));
  }

  private static void wrongTargets(List<Message> all) {
    for (String target :
        List.of(
            "a",
            "a/b",
            "\\",
            "?q",
            "#f",
            "/#f",
            "/a#",
            "*",
            "**",
            "/%",
            "/%4",
            "/%zz",
            "/%4z",
            "/a%0",
            "/?q=%",
            "/?q=%g0",
            "/%00",
            "/a^b",
            "/a`b",
            "/a{b}",
            "/a\\b",
            "https://h/",
            "ftp://h/",
            "http:/h/",
            "http//h/",
            "http:h",
            "http://",
            "http:///a",
            "://h/",
            "h:80",
            "javascript:alert(1)",
            "/a\"b",
            "/?a\"b",
            "/?<a>",
            "/?a#b",
            "/?\u00e9",
            "/\u00e9")) {
      all.add(bad("target " + target, "§3.2", "GET " + target + " HTTP/1.1" + HOST));
    }
  }

  private static void targets(List<Message> all) {
    for (String target :
        List.of(
            "/",
            "/a",
            "/a/b",
            "//a",
            "/a//b",
            "/./a",
            "/../a",
            "/?",
            "/?q",
            "/?q=1&q=2",
            "/a?b?c",
            "/a?b/c",
            "/%41",
            "/%c3%a9",
            "/a;b=c",
            "/a:b@c",
            "/a,b",
            "/~a",
            "/?q=%20",
            "/a!$&'()*+",
            // Not of RFC 3986, but sent as they are by browsers, and read in one way by all.
            "/a[b]",
            "/a|b",
            "/?a|b",
            "/?a[b]",
            "/?a^b",
            "/?a`b",
            "/?a{b}",
            "/?a\\b")) {
      all.add(
          accepted(
              "target " + target,
              "§3.2.1",
              "GET " + target + " HTTP/1.1" + HOST,
              "GET " + target + " "));
    }
    all.add(accepted("OPTIONS *", "§3.2.4", "OPTIONS * HTTP/1.1" + HOST, "OPTIONS * "));
  }

  private static void lengths(List<Message> all) {
    String long1 = "/" + "a".repeat(LINE_BYTES_MAX);
    all.add(refused("a target of 8 KiB", "§3", "GET " + long1 + " HTTP/1.1" + HOST, 414));
    String long2 = "/" + "a".repeat(4 * LINE_BYTES_MAX);
    all.add(refused("a target of 32 KiB", "§3", "GET " + long2 + " HTTP/1.1" + HOST, 414));
    String long3 = "/?" + "a".repeat(2 * LINE_BYTES_MAX);
    all.add(refused("a query of 16 KiB", "§3", "GET " + long3 + " HTTP/1.1" + HOST, 414));
    String method = "A".repeat(2 * LINE_BYTES_MAX);
    all.add(refused("a method of 16 KiB", "§3", method + " / HTTP/1.1" + HOST, 400, 414, 431, 501));
    String path = "/" + "a".repeat(7_000);
    all.add(
        accepted(
            "a target of 7,000", "§3", "GET " + path + " HTTP/1.1" + HOST, "GET " + path + " "));
  }

  private static void lineEnds(List<Message> all) {
    String rest = "Host: h\r\n\r\n";
    all.add(bad("LF after the request line", "§2.2", "GET / HTTP/1.1\n" + rest));
    all.add(bad("CR after the request line", "§2.2", "GET / HTTP/1.1\r" + rest));
    all.add(bad("CR CR LF after the request line", "§2.2", "GET / HTTP/1.1\r\r\n" + rest));
    all.add(bad("LF CR after the request line", "§2.2", "GET / HTTP/1.1\n\r" + rest));
    all.add(bad("LF for all lines", "§2.2", "GET / HTTP/1.1\nHost: h\n\n"));
    all.add(bad("LF before the request", "§2.2", "\nGET / HTTP/1.1" + HOST));
    all.add(bad("CR before the request", "§2.2", "\rGET / HTTP/1.1" + HOST));
    all.add(bad("space after the request line", "§2.2", "GET / HTTP/1.1\r\n Host: h\r\n\r\n"));
    all.add(bad("tab after the request line", "§2.2", "GET / HTTP/1.1\r\n\tHost: h\r\n\r\n"));
    all.add(
        bad(
            "a blank line of space after the request line",
            "§2.2",
            "GET / HTTP/1.1\r\n \r\n" + rest));
    all.add(accepted("an empty line before", "§2.2", "\r\nGET / HTTP/1.1" + HOST, "GET / "));
  }
}
