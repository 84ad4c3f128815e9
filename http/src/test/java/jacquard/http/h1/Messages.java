package jacquard.http.h1;

import java.util.List;

/**
 * Requests, and what becomes of each: the one table of the framing tests. {@code expected} is what
 * {@link Reading#of} says: "METHOD target body" of each request that is read, then a status if one
 * is refused, or "..." if more octets would be needed.
 */
record Messages(String name, String octets, String expected) {
  private static final String HOST = "Host: a\r\n";
  private static final String GET = "GET / HTTP/1.1\r\n" + HOST;
  private static final String POST = "POST / HTTP/1.1\r\n" + HOST;
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  static List<Messages> valid() {
    return List.of(
        ok("plain", GET + "\r\n", "GET /"),
        ok("empty line in front", "\r\n" + GET + "\r\n", "GET /"),
        ok("pipelined", GET + "\r\n" + GET + "\r\n", "GET /, GET /"),
        ok("token method", "m-search / HTTP/1.1\r\n" + HOST + "\r\n", "m-search /"),
        ok("blanks around a value", GET + "A: \t b c \t\r\n\r\n", "GET /"),
        ok("empty value", GET + "A:\r\n\r\n", "GET /"),
        ok("value beyond ASCII", GET + "A: \u00e9\r\n\r\n", "GET /"),
        ok("query", "GET /a?b=c%20&d=[|] HTTP/1.1\r\n" + HOST + "\r\n", "GET /a?b=c%20&d=[|]"),
        ok("absolute", "GET http://A/b HTTP/1.1\r\n" + HOST + "\r\n", "GET http://A/b"),
        ok("absolute without path", "GET http://a HTTP/1.1\r\n" + HOST + "\r\n", "GET http://a"),
        ok("asterisk", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", "OPTIONS *"),
        ok("port", "GET / HTTP/1.1\r\nHost: a:80\r\n\r\n", "GET /"),
        ok("IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET /"),
        ok("1.0 without host", "GET / HTTP/1.0\r\n\r\n", "GET /"),
        ok("length", POST + "Content-Length: 3\r\n\r\nabc", "POST / abc"),
        ok("length 0", POST + "content-length: 0\r\n\r\n", "POST /"),
        ok("length, next", POST + "Content-Length: 1\r\n\r\na" + GET + "\r\n", "POST / a, GET /"),
        ok("chunks", CHUNKED + "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", "POST / abc0123456789"),
        ok("chunks, next", CHUNKED + "1\r\na\r\n0\r\n\r\n" + GET + "\r\n", "POST / a, GET /"),
        ok("no chunk", CHUNKED + "0\r\n\r\n", "POST /"),
        ok("chunk with zeros", CHUNKED + "0003\r\nabc\r\n000\r\n\r\n", "POST / abc"),
        ok("extensions", CHUNKED + "1;a;b=c;d=\"e\\\";f\"\r\na\r\n0;x\r\n\r\n", "POST / a"),
        ok("trailers", CHUNKED + "1\r\na\r\n0\r\nX-T: 1\r\n\r\n", "POST / a [X-T: 1]"),
        ok("case of coding", POST + "Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n", "POST /"),
        ok("get with body", GET + "Content-Length: 1\r\n\r\nb", "GET / b"));
  }

  static List<Messages> incomplete() {
    return List.of(
        ok("nothing", "", "..."),
        ok("part of a line", "GET / HT", "..."),
        ok("CR only", "GET / HTTP/1.1\r", "..."),
        ok("no empty line", GET, "..."),
        ok("body cut", POST + "Content-Length: 3\r\n\r\nab", "..."),
        ok("chunk cut", CHUNKED + "3\r\nab", "..."),
        ok("chunk end cut", CHUNKED + "3\r\nabc\r", "..."),
        ok("trailers cut", CHUNKED + "0\r\nA: b\r\n", "..."));
  }

  static List<Messages> refused() {
    return List.of(
        // Request line.
        bad("two empty lines", "\r\n\r\n" + GET + "\r\n"),
        bad("space in front", " GET / HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("two spaces", "GET  / HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("two spaces before version", "GET /  HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("tab", "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("space behind", "GET / HTTP/1.1 \r\n" + HOST + "\r\n"),
        bad("space in target", "GET /a b HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("no version", "GET /\r\n" + HOST + "\r\n"),
        bad("no target", "GET HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("no method", "/ HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("method is no token", "G@T / HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("version in lower case", "GET / http/1.1\r\n" + HOST + "\r\n"),
        bad("version of one digit", "GET / HTTP/1\r\n" + HOST + "\r\n"),
        bad("version of three digits", "GET / HTTP/1.10\r\n" + HOST + "\r\n"),
        bad("fragment", "GET /#a HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("backslash in path", "GET /\\a HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("target beyond ASCII", "GET /\u00e9 HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("broken percent", "GET /%2 HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("percent without digits", "GET /?a=%zz HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("encoded NUL", "GET /a%00 HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("asterisk for GET", "GET * HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("other scheme", "GET ftp://a/ HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("relative target", "GET a HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("user in target", "GET http://u@a/ HTTP/1.1\r\nHost: u@a\r\n\r\n"),
        status("version 2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        status("version 1.2", "GET / HTTP/1.2\r\n" + HOST + "\r\n", 505),
        status("version 3.0", "GET / HTTP/3.0\r\n" + HOST + "\r\n", 505),
        status("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501),
        status("TRACE", "TRACE / HTTP/1.1\r\n" + HOST + "\r\n", 501),
        // Lines.
        bad("bare LF", "GET / HTTP/1.1\nHost: a\n\n"),
        bad("bare LF in fields", GET + "A: b\nC: d\r\n\r\n"),
        bad("bare CR in value", GET + "A: b\rC: d\r\n\r\n"),
        bad("bare CR before CRLF", GET + "A: b\r\r\n\r\n"),
        bad("NUL in value", GET + "A: b\0\r\n\r\n"),
        bad("NUL in target", "GET /\0 HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("escape in value", GET + "A: \033\r\n\r\n"),
        bad("DEL in value", GET + "A: \177\r\n\r\n"),
        bad("TLS on a plain port", "\026\003\001\002\000\001\000\001"),
        // Fields.
        bad("blank before colon", GET + "A : b\r\n\r\n"),
        bad("tab before colon", GET + "A\t: b\r\n\r\n"),
        bad("fold", GET + "A: b\r\n c\r\n\r\n"),
        bad("fold by tab", GET + "A: b\r\n\tc\r\n\r\n"),
        bad("blank before first field", "GET / HTTP/1.1\r\n " + HOST + "\r\n"),
        bad("no colon", GET + "A\r\n\r\n"),
        bad("no name", GET + ": b\r\n\r\n"),
        bad("name is no token", GET + "A(: b\r\n\r\n"),
        bad("name beyond ASCII", GET + "\u00c9: b\r\n\r\n"),
        // Host.
        bad("no host", "GET / HTTP/1.1\r\n\r\n"),
        bad("two hosts", GET + "Host: b\r\n\r\n"),
        bad("two equal hosts", GET + HOST + "\r\n"),
        bad("two hosts in 1.0", "GET / HTTP/1.0\r\n" + HOST + HOST + "\r\n"),
        bad("empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        bad("host with comma", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
        bad("host with user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
        bad("host with path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        bad("host with empty port", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n"),
        bad("host with two ports", "GET / HTTP/1.1\r\nHost: a:1:2\r\n\r\n"),
        bad("host with broken literal", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        bad("target of another host", "GET http://b/ HTTP/1.1\r\n" + HOST + "\r\n"),
        bad("target of another port", "GET http://a:81/ HTTP/1.1\r\n" + HOST + "\r\n"),
        // Length.
        bad("length and coding", POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0"),
        bad("coding and length", POST + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0"),
        bad("two lengths", POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        bad("two equal lengths", POST + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"),
        bad("list of lengths", POST + "Content-Length: 1, 1\r\n\r\na"),
        bad("length with plus", POST + "Content-Length: +1\r\n\r\na"),
        bad("length with minus", POST + "Content-Length: -1\r\n\r\na"),
        bad("length in hex", POST + "Content-Length: 0x1\r\n\r\na"),
        bad("length with point", POST + "Content-Length: 1.0\r\n\r\na"),
        bad("empty length", POST + "Content-Length:\r\n\r\n"),
        bad("length with blank inside", POST + "Content-Length: 1 1\r\n\r\na"),
        bad("length of 2^63", POST + "Content-Length: 9223372036854775808\r\n\r\n"),
        bad("length of 2^64+1", POST + "Content-Length: 18446744073709551617\r\n\r\na"),
        bad("length beyond ASCII", POST + "Content-Length: \u00b2\r\n\r\nab"),
        // Coding.
        bad(
            "two codings",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
        bad("chunked twice", POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        bad("identity", POST + "Transfer-Encoding: identity\r\n\r\n"),
        bad("identity, chunked", POST + "Transfer-Encoding: identity, chunked\r\n\r\n"),
        bad("xchunked", POST + "Transfer-Encoding: xchunked\r\n\r\n"),
        bad("chunked with parameter", POST + "Transfer-Encoding: chunked;a=b\r\n\r\n"),
        bad("chunked not last", POST + "Transfer-Encoding: chunked, gzip\r\n\r\n"),
        bad("chunked with comma", POST + "Transfer-Encoding: chunked,\r\n\r\n"),
        bad("comma and chunked", POST + "Transfer-Encoding: ,chunked\r\n\r\n"),
        bad("quoted chunked", POST + "Transfer-Encoding: \"chunked\"\r\n\r\n"),
        bad("empty coding", POST + "Transfer-Encoding:\r\n\r\n"),
        bad("coding in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        status("gzip, chunked", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501),
        // Expectations.
        status("other expectation", POST + "Expect: 200-ok\r\n\r\n", 417));
  }

  /** Refused while the body is read. */
  static List<Messages> refusedBodies() {
    return List.of(
        bad("no size", CHUNKED + "\r\n"),
        bad("blank before size", CHUNKED + " 1\r\na\r\n0\r\n\r\n"),
        bad("blank behind size", CHUNKED + "1 \r\na\r\n0\r\n\r\n"),
        bad("size with 0x", CHUNKED + "0x1\r\na\r\n0\r\n\r\n"),
        bad("size with plus", CHUNKED + "+1\r\na\r\n0\r\n\r\n"),
        bad("size with minus", CHUNKED + "-1\r\na\r\n0\r\n\r\n"),
        bad("size is no hex", CHUNKED + "g\r\n"),
        bad("size of 2^63", CHUNKED + "8000000000000000\r\n"),
        bad("size of 2^64", CHUNKED + "10000000000000000\r\n"),
        bad("size of 17 digits", CHUNKED + "00000000000000001\r\na\r\n0\r\n\r\n"),
        bad("size ended by LF", CHUNKED + "1\na\r\n0\r\n\r\n"),
        bad("size ended by CR", CHUNKED + "1\ra\r\n0\r\n\r\n"),
        bad("extension ended by LF", CHUNKED + "1;a\na\r\n0\r\n\r\n"),
        bad("extension with blank", CHUNKED + "1 ;a\r\na\r\n0\r\n\r\n"),
        bad("extension without name", CHUNKED + "1;\r\na\r\n0\r\n\r\n"),
        bad("extension without value", CHUNKED + "1;a=\r\na\r\n0\r\n\r\n"),
        bad("extension with open string", CHUNKED + "1;a=\"b\r\na\r\n0\r\n\r\n"),
        bad("chunk longer than its size", CHUNKED + "1\r\nab\r\n0\r\n\r\n"),
        bad("chunk shorter than its size", CHUNKED + "3\r\na\r\n0\r\n\r\n"),
        bad("chunk ended by LF", CHUNKED + "1\r\na\n0\r\n\r\n"),
        bad("chunk ended by CR", CHUNKED + "1\r\na\r0\r\n\r\n"),
        bad("trailer Content-Length", CHUNKED + "0\r\nContent-Length: 1\r\n\r\n"),
        bad("trailer Transfer-Encoding", CHUNKED + "0\r\nTransfer-Encoding: chunked\r\n\r\n"),
        bad("trailer Host", CHUNKED + "0\r\nhOST: b\r\n\r\n"),
        bad("trailer Authorization", CHUNKED + "0\r\nAuthorization: b\r\n\r\n"),
        bad("trailer with blank", CHUNKED + "0\r\nA : b\r\n\r\n"),
        bad("trailer folded", CHUNKED + "0\r\nA: b\r\n c\r\n\r\n"),
        bad("trailer with LF", CHUNKED + "0\r\nA: b\n\r\n"),
        bad("trailer without colon", CHUNKED + "0\r\nA\r\n\r\n"));
  }

  private static Messages ok(String name, String octets, String expected) {
    return new Messages(name, octets, expected);
  }

  private static Messages bad(String name, String octets) {
    return status(name, octets, 400);
  }

  private static Messages status(String name, String octets, int code) {
    return new Messages(name, octets, Integer.toString(code));
  }

  @Override
  public String toString() {
    return name;
  }
}
