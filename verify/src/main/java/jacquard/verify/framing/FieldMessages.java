package jacquard.verify.framing;

import static jacquard.verify.framing.Message.accepted;
import static jacquard.verify.framing.Message.bad;
import static jacquard.verify.framing.Message.refused;

import java.util.ArrayList;
import java.util.List;

/** RFC 9112 §5: fields, their lines, and how many there may be. */
final class FieldMessages {

  private static final String GET = "GET /a HTTP/1.1\r\n";
  private static final String HOST = "Host: h\r\n";
  private static final String END = "\r\n";

  private FieldMessages() {}

  static List<Message> all() {
    List<Message> all = new ArrayList<>();
    for (int octet : Octet.all(octet -> !Octet.isToken(octet) && octet != ':')) {
      all.add(
          bad(
              "field name with " + Octet.named(octet),
              "§5.1",
              GET + HOST + "X" + Octet.of(octet) + "Y: v" + "\r\n" + END));
    }
    for (int octet : Octet.all(octet -> !Octet.isToken(octet) && octet != ':')) {
      all.add(
          bad(
              "field name that ends in " + Octet.named(octet),
              "§5.1",
              GET + HOST + "X" + Octet.of(octet) + ": v" + "\r\n" + END));
    }
    for (int octet : Octet.all(Octet::isForbiddenInValue)) {
      all.add(
          bad(
              "field value with " + Octet.named(octet),
              "RFC 9110 §5.5",
              GET + HOST + "X: a" + Octet.of(octet) + "b" + "\r\n" + END));
    }
    shapes(all);
    folds(all);
    lineEnds(all);
    limits(all);
    return all;
  }

  private static Message served(String name, String section, String fields) {
    return accepted(name, section, GET + HOST + fields + END, "GET /a ");
  }

  private static Message refusedField(String name, String section, String fields) {
    return bad(name, section, GET + HOST + fields + END);
  }

  private static void shapes(List<Message> all) {
    all.add(refusedField("no colon", "§5", "X\r\n"));
    all.add(refusedField("no colon, a value", "§5", "X v\r\n"));
    all.add(refusedField("no name", "§5", ": v\r\n"));
    all.add(refusedField("a colon alone", "§5", ":\r\n"));
    all.add(refusedField("space for a name", "§5", " : v\r\n"));
    all.add(refusedField("equals for a colon", "§5", "X=v\r\n"));
    all.add(refusedField("space before the colon", "§5.1", "X : v\r\n"));
    all.add(refusedField("tab before the colon", "§5.1", "X\t: v\r\n"));
    all.add(refusedField("quoted name", "§5.1", "\"X\": v\r\n"));
    all.add(refusedField("a request line among the fields", "§5", "GET /hidden HTTP/1.1\r\n"));
    all.add(served("no value", "§5", "X:\r\n"));
    all.add(served("blank value", "§5.1", "X: \t \r\n"));
    all.add(served("no space before the value", "§5.1", "X:v\r\n"));
    all.add(served("tabs around the value", "§5.1", "X:\tv\t\r\n"));
    all.add(served("colons in the value", "§5", "X: a:b:c\r\n"));
    all.add(served("tab in the value", "RFC 9110 §5.5", "X: a\tb\r\n"));
    all.add(served("octets above 0x7f in the value", "RFC 9110 §5.5", "X: \u0080\u00e9\u00ff\r\n"));
    all.add(served("every token octet in a name", "§5.1", "!#$%&'*+-.^_`|~09azAZ: v\r\n"));
    all.add(served("one name twice", "RFC 9110 §5.3", "X: a\r\nX: b\r\n"));
    all.add(served("a name of 200", "§5", "X".repeat(200) + ": v\r\n"));
  }

  private static void folds(List<Message> all) {
    all.add(refusedField("fold with space", "§5.2", "X: a\r\n b\r\n"));
    all.add(refusedField("fold with tab", "§5.2", "X: a\r\n\tb\r\n"));
    all.add(refusedField("fold of nothing", "§5.2", "X: a\r\n \r\n"));
    all.add(refusedField("fold of an empty value", "§5.2", "X:\r\n b\r\n"));
    all.add(refusedField("fold that looks like a field", "§5.2", "X: a\r\n Y: b\r\n"));
    all.add(refusedField("fold that hides a length", "§5.2", "X: a\r\n Content-Length: 40\r\n"));
    all.add(
        refusedField(
            "fold that hides a coding", "§5.2", "X: a\r\n\tTransfer-Encoding: chunked\r\n"));
    all.add(
        refusedField("a coding on the second line", "§5.2", "Transfer-Encoding:\r\n chunked\r\n"));
    all.add(refusedField("a length on the second line", "§5.2", "Content-Length:\r\n 5\r\n"));
    all.add(bad("fold of the host", "§5.2", GET + "Host:\r\n h\r\n" + END));
  }

  private static void lineEnds(List<Message> all) {
    all.add(refusedField("LF after a field", "§2.2", "X: a\nY: b\r\n"));
    all.add(refusedField("CR after a field", "§2.2", "X: a\rY: b\r\n"));
    all.add(refusedField("CR CR LF after a field", "§2.2", "X: a\r\r\n"));
    all.add(refusedField("LF LF after a field", "§2.2", "X: a\n\n"));
    all.add(bad("LF for the empty line", "§2.2", GET + HOST + "\n"));
    all.add(bad("CR for the empty line", "§2.2", GET + HOST + "\rX"));
    all.add(bad("CR CR LF for the empty line", "§2.2", GET + HOST + "\r\r\n"));
    all.add(bad("space on the empty line", "§2.2", GET + HOST + " \r\n\r\n"));
    all.add(refusedField("a length behind a bare LF", "§2.2", "X: a\nContent-Length: 40\r\n"));
    all.add(
        refusedField("a coding behind a bare LF", "§2.2", "X: a\nTransfer-Encoding: chunked\r\n"));
    all.add(
        refusedField("a coding behind a bare CR", "§2.2", "X: a\rTransfer-Encoding: chunked\r\n"));
    all.add(
        refusedField("a request behind a bare LF LF", "§2.2", "X: a\n\nGET /hidden HTTP/1.1\r\n"));
    all.add(
        refusedField("a request behind a bare CR CR", "§2.2", "X: a\r\rGET /hidden HTTP/1.1\r\n"));
    all.add(
        refusedField(
            "a request behind NUL", "RFC 9110 §5.5", "X: a\u0000\r\n\r\nGET /hidden HTTP/1.1\r\n"));
  }

  private static void limits(List<Message> all) {
    String name = "X".repeat(40_000);
    all.add(refused("a name of 40,000", "§5.4", GET + HOST + name + ": v\r\n" + END, 400, 431));
    all.add(refused("a value of 40,000", "§5.4", GET + HOST + "X: " + name + "\r\n" + END, 431));
    all.add(refused("fields of 40,000", "§5.4", GET + HOST + many(80, 500) + END, 431));
    all.add(refused("101 fields", "§5.4", GET + HOST + many(100, 1) + END, 431));
    all.add(refused("5,000 fields", "§5.4", GET + HOST + many(5_000, 1) + END, 431));
    all.add(served("100 fields", "§5.4", many(99, 1)));
    all.add(served("fields of 30,000", "§5.4", many(60, 480)));
    all.add(served("a value of 30,000", "§5.4", "X: " + "v".repeat(30_000) + "\r\n"));
  }

  private static String many(int count, int valueBytes) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fields.append('X').append(i).append(": ").append("v".repeat(valueBytes)).append("\r\n");
    }
    return fields.toString();
  }
}
