package jacquard.http.server;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends exactly what a test says, and reads responses with a parser of its own. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  static final String RESET = "… reset";

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** What came back; {@code fields} by names in lower case, trailers among them. */
  record Answer(int status, Map<String, String> fields, String body) {}

  RawClient send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Answer get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").answer();
  }

  Answer answer() throws IOException {
    return answer(true);
  }

  /** Reads a response; one to HEAD has no body whatever it says. */
  Answer answer(boolean hasBody) throws IOException {
    int status = Integer.parseInt(line().substring(9, 12));
    Map<String, String> fields = new LinkedHashMap<>();
    fields(fields);
    String body = "";
    if (hasBody && status != 100 && status != 204 && status != 304) {
      body = body(fields);
    }
    return new Answer(status, fields, body);
  }

  private String body(Map<String, String> fields) throws IOException {
    if (fields.containsKey("transfer-encoding")) {
      return chunks(fields);
    }
    String length = fields.get("content-length");
    byte[] bytes = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    if (length != null && bytes.length < Integer.parseInt(length)) {
      throw new EOFException("body of " + length + " ended after " + bytes.length);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private String chunks(Map<String, String> fields) throws IOException {
    StringBuilder body = new StringBuilder();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
      line();
      size = Integer.parseInt(line(), 16);
    }
    fields(fields);
    return body.toString();
  }

  private void fields(Map<String, String> fields) throws IOException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("connection ended after \"" + line + "\"");
      }
      line.append((char) octet);
    }
    return line.substring(0, line.length() - 1);
  }

  /** Whether the server ends the connection, and ends it well, without sending more. */
  boolean isEnded() throws IOException {
    return in.read() < 0;
  }

  /** Reads up to and including that text; returns all that was read. */
  String readUntil(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("connection ended after \"" + text + "\"");
      }
      text.append((char) octet);
    }
    return text.toString();
  }

  /**
   * Reads to the end of the connection; {@link #RESET} is behind what came if it did not end well.
   */
  String rest() {
    StringBuilder text = new StringBuilder();
    try {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        text.append((char) octet);
      }
    } catch (IOException e) {
      text.append(RESET);
    }
    return text.toString();
  }

  /** Says that no more will come. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Resets the connection. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
