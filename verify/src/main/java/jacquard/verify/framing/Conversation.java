package jacquard.verify.framing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was said on one connection: the JDK's own blocking socket on this side, so that nothing of
 * Jacquard judges itself.
 *
 * @param answers the final responses, in order; interim ones (100) are left out
 * @param end how the connection ended
 */
record Conversation(List<Answer> answers, End end) {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3}) .*");
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)$");

  /** How a connection ended. */
  enum End {
    /** The server has closed it. */
    CLOSED,
    /** The server has reset it. */
    RESET,
    /** It stayed open, and nothing more came. */
    OPEN,
    /** What came was not HTTP. */
    GARBLED
  }

  /**
   * Sends {@code octets} in those pieces, reads to the end, and hangs up.
   *
   * @param ending whether to end the output after the octets
   */
  static Conversation with(int port, byte[] octets, List<Integer> ends, boolean ending)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      send(socket, octets, ends, ending);
      return read(socket.getInputStream());
    }
  }

  /** A server that has heard enough may close before all is sent: that is its right. */
  private static void send(Socket socket, byte[] octets, List<Integer> ends, boolean ending) {
    try {
      OutputStream out = socket.getOutputStream();
      int from = 0;
      for (int end : ends) {
        out.write(octets, from, end - from);
        out.flush();
        from = end;
      }
      if (ending) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      assert e.getMessage() != null; // what was answered tells
    }
  }

  private static Conversation read(InputStream in) {
    List<Answer> answers = new ArrayList<>();
    try {
      String head = head(in);
      while (!head.isEmpty()) {
        Matcher status = STATUS_LINE.matcher(head.lines().findFirst().orElse(""));
        if (!status.matches()) {
          return new Conversation(answers, End.GARBLED);
        }
        int code = Integer.parseInt(status.group(1));
        if (code >= 200) {
          answers.add(new Answer(code, content(in, head)));
        }
        head = head(in);
      }
      return new Conversation(answers, End.CLOSED);
    } catch (SocketTimeoutException _) {
      return new Conversation(answers, End.OPEN);
    } catch (IOException _) {
      return new Conversation(answers, End.RESET);
    }
  }

  /** Up to and with the empty line; what there is if the connection ends first. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int octet = in.read();
      if (octet < 0) {
        break;
      }
      head.write(octet);
      matched = octet == "\r\n\r\n".charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  private static String content(InputStream in, String head) throws IOException {
    Matcher length = LENGTH.matcher(head);
    byte[] content =
        length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : in.readAllBytes();
    return new String(content, StandardCharsets.ISO_8859_1);
  }
}
