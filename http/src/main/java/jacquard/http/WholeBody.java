package jacquard.http;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads a body to its end into one array that grows with what has arrived, never with what was
 * announced.
 */
final class WholeBody {
  private static final int FIRST_BYTES = 8 * 1024;

  private WholeBody() {}

  static byte[] read(RequestBody body) throws IOException, InterruptedException {
    byte[] bytes = new byte[(int) Math.min(body.length().orElse(FIRST_BYTES), FIRST_BYTES)];
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        int next = readOne(body);
        if (next < 0) {
          return bytes;
        }
        bytes = Arrays.copyOf(bytes, Math.max(2 * length, FIRST_BYTES));
        bytes[length++] = (byte) next;
      }
      int count = body.read(bytes, length, bytes.length - length);
      if (count < 0) {
        return Arrays.copyOf(bytes, length);
      }
      length += count;
    }
  }

  private static int readOne(RequestBody body) throws IOException, InterruptedException {
    byte[] one = new byte[1];
    return body.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
