package jacquard.http;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads a body to its end into one array that grows with what has arrived; beyond 64 KiB never just
 * because more was announced: a client that sends a little has little kept for it.
 */
final class WholeBody {
  private static final int FIRST_BYTES = 8 * 1024;

  /** Made at once for a body of that length: a large head may cost a server as much. */
  private static final int ANNOUNCED_MAX = 64 * 1024;

  /** What is kept of a larger body is some five times what came. */
  private static final int GROWTH = 4;

  /** Less is not worth a read, if more is to come than there is room for. */
  private static final int ROOM_MIN = 2 * 1024;

  /** Some JVMs have no longer arrays. */
  private static final int ARRAY_MAX = Integer.MAX_VALUE - 8;

  private WholeBody() {}

  static byte[] read(RequestBody body) throws IOException, InterruptedException {
    long announced = body.length().orElse(0);
    byte[] bytes = new byte[(int) Math.min(body.length().orElse(FIRST_BYTES), ANNOUNCED_MAX)];
    int length = 0;
    while (true) {
      if (bytes.length - length < ROOM_MIN && announced > bytes.length) {
        bytes = grown(bytes, announced);
      } else if (length == bytes.length) {
        int next = readOne(body);
        if (next < 0) {
          return bytes;
        }
        bytes = grown(bytes, Long.MAX_VALUE);
        bytes[length++] = (byte) next;
      }
      int count = body.read(bytes, length, bytes.length - length);
      if (count < 0) {
        return Arrays.copyOf(bytes, length);
      }
      length += count;
    }
  }

  private static byte[] grown(byte[] bytes, long most) throws BodyTooLargeException {
    if (bytes.length == ARRAY_MAX) {
      throw new BodyTooLargeException(ARRAY_MAX);
    }
    long wanted = Math.max((long) GROWTH * bytes.length, FIRST_BYTES);
    return Arrays.copyOf(bytes, (int) Math.min(wanted, Math.min(most, ARRAY_MAX)));
  }

  private static int readOne(RequestBody body) throws IOException, InterruptedException {
    byte[] one = new byte[1];
    return body.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
