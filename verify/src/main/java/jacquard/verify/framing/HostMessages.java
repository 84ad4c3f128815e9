package jacquard.verify.framing;

import static jacquard.verify.framing.Message.accepted;
import static jacquard.verify.framing.Message.bad;

import java.util.ArrayList;
import java.util.List;

/** RFC 9112 §3.2: the host, in its field and in the target. */
final class HostMessages {

  private static final String GET = "GET /a HTTP/1.1\r\n";

  private HostMessages() {}

  static List<Message> all() {
    List<Message> all = new ArrayList<>();
    fields(all);
    wrongValues(all);
    values(all);
    absoluteTargets(all);
    return all;
  }

  private static void fields(List<Message> all) {
    all.add(bad("no host", "§3.2", GET + "\r\n"));
    all.add(bad("no host, other fields", "§3.2", GET + "X: h\r\n\r\n"));
    all.add(bad("two hosts", "§3.2", GET + "Host: h\r\nHost: i\r\n\r\n"));
    all.add(bad("one host twice", "§3.2", GET + "Host: h\r\nHost: h\r\n\r\n"));
    all.add(bad("two hosts, apart", "§3.2", GET + "Host: h\r\nX: y\r\nhOST: i\r\n\r\n"));
    all.add(bad("space before the colon of the host", "§5.1", GET + "Host : h\r\n\r\n"));
    all.add(bad("a host, and one with space", "§5.1", GET + "Host: h\r\nHost : i\r\n\r\n"));
    all.add(bad("a host, and one behind a fold", "§5.2", GET + "X: y\r\n Host: i\r\n\r\n"));
  }

  private static void wrongValues(List<Message> all) {
    for (String host :
        List.of(
            "",
            "h i",
            "h,i",
            "h, i",
            "h/",
            "h/a",
            "h?q",
            "h#f",
            "@h",
            "u@h",
            "u:p@h",
            "h:",
            "h:x",
            "h:80x",
            "h:-1",
            "h:+80",
            "h: 80",
            "h:80:80",
            "h:123456",
            ":80",
            "[",
            "]",
            "[]",
            "[::1",
            "::1]",
            "[::1]x",
            "[::1]:x",
            "[g::1]",
            "h\\i",
            "h\"i",
            "<h>",
            "h|i",
            "h^i",
            "h`i",
            "{h}",
            "h\tx",
            "http://h",
            "h\u00e9",
            "h;i",
            "h%00i")) {
      all.add(bad("host " + host, "§3.2", GET + "Host: " + host + "\r\n\r\n"));
    }
  }

  private static void values(List<Message> all) {
    for (String host :
        List.of("h", "H.Example", "h.", "127.0.0.1", "h:80", "[::1]", "[::1]:8080", "h_i", "a-b")) {
      all.add(accepted("host " + host, "§3.2", GET + "Host: " + host + "\r\n\r\n", "GET /a "));
    }
    all.add(accepted("blanks around the host", "§5.1", GET + "Host:\t h \t\r\n\r\n", "GET /a "));
    all.add(Message.last("HTTP/1.0 needs no host", "§3.2", "GET /a HTTP/1.0\r\n\r\n", "GET /a "));
    all.add(bad("HTTP/1.0, two hosts", "§3.2", "GET / HTTP/1.0\r\nHost: h\r\nHost: i\r\n\r\n"));
  }

  private static void absoluteTargets(List<Message> all) {
    all.add(absolute("the same host", "http://h/a", "h"));
    all.add(absolute("the same host and port", "http://h:80/a", "h:80"));
    all.add(absolute("the same host, other case", "HTTP://H/a", "h"));
    all.add(absolute("the same host, a query alone", "http://h?q", "h"));
    all.add(differing("another host", "http://h/a", "i"));
    all.add(differing("another port", "http://h:80/a", "h:81"));
    all.add(differing("a port more", "http://h:80/a", "h"));
    all.add(differing("a port less", "http://h/a", "h:80"));
    all.add(differing("a longer host", "http://h/a", "h.i"));
    all.add(differing("a shorter host", "http://h.i/a", "h"));
    all.add(differing("a user", "http://u@h/a", "h"));
    all.add(differing("a user and a password", "http://u:p@h/a", "h"));
    all.add(differing("a user that looks like the host", "http://h@i/a", "h"));
    all.add(differing("an empty host", "http:///a", "h"));
    all.add(differing("a port of letters", "http://h:x/a", "h:x"));
    all.add(differing("a backslash", "http://h\\i/a", "h"));
    all.add(bad("absolute target, no host", "§3.2.2", "GET http://h/a HTTP/1.1\r\n\r\n"));
  }

  private static Message absolute(String name, String target, String host) {
    return new Message(
        "absolute target, " + name,
        "§3.2.2",
        "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
        new Message.Accepted(List.of("GET " + Echo.ANY_TARGET + " ")));
  }

  private static Message differing(String name, String target, String host) {
    return bad(
        "absolute target, " + name,
        "§3.2.2",
        "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }
}
