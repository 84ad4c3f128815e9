package jacquard.http;

import java.util.Objects;
import java.util.OptionalLong;

/** The body of a request made by the program itself: bytes in memory. */
final class MadeBody implements RequestBody {
  private final byte[] bytes;
  private int position;
  private long limitBytes = Long.MAX_VALUE;

  MadeBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(bytes.length);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws HttpException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (bytes.length > limitBytes) {
      throw new BodyTooLargeException(limitBytes);
    }
    if (length == 0) {
      return 0;
    }
    if (position == bytes.length) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public Headers trailers() {
    if (position < bytes.length) {
      throw new IllegalStateException("trailers are known once the body has been read to its end");
    }
    return Headers.empty();
  }

  @Override
  public RequestBody limit(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("body limit must be 0 bytes or more, was " + limit);
    }
    limitBytes = limit;
    return this;
  }
}
