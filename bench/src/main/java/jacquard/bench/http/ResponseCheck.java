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

  private ResponseCheck() {}

  /** Checks status and body of one batch of the workload's requests on one connection. */
  static void check(HttpWorkload workload, int port) throws MeasurementException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request = "GET " + workload.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket
          .getOutputStream()
          .write(request.repeat(workload.depth()).getBytes(StandardCharsets.US_ASCII));
      InputStream input = new BufferedInputStream(socket.getInputStream());
      for (int response = 0; response < workload.depth(); response++) {
        checkResponse(input);
      }
    } catch (IOException failure) {
      throw new MeasurementException("no right answer", failure);
    }
  }

  private static void checkResponse(InputStream input) throws IOException {
    String status = line(input);
    if (!status.equals(STATUS)) {
      throw new IOException("status must be '" + STATUS + "', was '" + status + "'");
    }
    int length = -1;
    for (String header = line(input); !header.isEmpty(); header = line(input)) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    byte[] hello = HttpPeer.hello();
    byte[] body = input.readNBytes(Math.max(0, length));
    if (!Arrays.equals(body, hello)) {
      throw new IOException(
          "body must be '" + ascii(hello) + "', was '" + ascii(body) + "' of length " + length);
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

  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
