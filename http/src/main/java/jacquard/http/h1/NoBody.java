package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.RequestBody;
import java.util.Objects;
import java.util.OptionalLong;

/** The body of a request that has none. */
final class NoBody implements RequestBody {
  static final NoBody NONE = new NoBody();

  private NoBody() {}

  @Override
  public OptionalLong length() {
    return OptionalLong.of(0);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    return length == 0 ? 0 : -1;
  }

  @Override
  public Headers trailers() {
    return Headers.empty();
  }

  @Override
  public RequestBody limit(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("body limit must be 0 bytes or more, was " + bytes);
    }
    return this;
  }
}
