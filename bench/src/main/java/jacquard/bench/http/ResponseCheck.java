package jacquard.bench.http;

import jacquard.bench.MeasurementException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Asks a server once what the load generator will ask, and looks at every answer. */
final class ResponseCheck {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String STATUS = "HTTP/1.1 200 OK";
  private static final String LENGTH = "content-length:";
  private static final String CHUNKED = "transfer-encoding: chunked";
  private static final int EXCERPT_MAX = 40;
  private static final int HEX = 16;

  private ResponseCheck() {}

  /** Checks status and body of one batch of the workload's requests on one connection. */
  static void check(HttpWorkload workload, int port) throws MeasurementException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      check(workload, socket);
    } catch (IOException failure) {
      throw new MeasurementException("no right answer", failure);
    }
  }

  /** The same on a connection that stays open. */
  static void check(HttpWorkload workload, Socket socket) throws MeasurementException {
    try {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] request = Octets.request(workload, socket.getPort());
      for (int i = 0; i < workload.depth(); i++) {
        socket.getOutputStream().write(request);
      }
      InputStream input = new BufferedInputStream(socket.getInputStream());
      for (int response = 0; response < workload.depth(); response++) {
        checkResponse(input, Octets.responseBody(workload));
      }
    } catch (IOException failure) {
      throw new MeasurementException("no right answer", failure);
    }
  }

  private static void checkResponse(InputStream input, byte[] expected) throws IOException {
    String status = line(input);
    if (!status.equals(STATUS)) {
      throw new IOException("status must be '" + STATUS + "', was '" + status + "'");
    }
    int length = -1;
    boolean chunked = false;
    for (String header = line(input); !header.isEmpty(); header = line(input)) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
      chunked |= header.equalsIgnoreCase(CHUNKED);
    }
    byte[] body = chunked ? chunks(input) : input.readNBytes(Math.max(0, length));
    if (!Arrays.equals(body, expected)) {
      throw new IOException("body must be " + excerpt(expected) + ", was " + excerpt(body));
    }
  }

  private static String line(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("connection closed after '" + line + "'");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  /** A body in chunks, to its end; none of the servers sends trailers. */
  private static byte[] chunks(InputStream input) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length = Integer.parseInt(line(input), HEX);
    while (length > 0) {
      body.write(input.readNBytes(length));
      line(input);
      length = Integer.parseInt(line(input), HEX);
    }
    line(input);
    return body.toByteArray();
  }

  private static String excerpt(byte[] body) {
    String text = new String(body, StandardCharsets.US_ASCII);
    return body.length <= EXCERPT_MAX
        ? "'" + text + "'"
        : "'" + text.substring(0, EXCERPT_MAX) + "...' (" + body.length + " octets)";
  }
}
