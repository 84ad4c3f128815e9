package jacquard.http.h1;

import jacquard.http.Headers;

/** A body of a length given in the head (RFC 9112 §6.2): all of it is content. */
final class LengthDecoder implements BodyDecoder {
  private long left;

  LengthDecoder(long bytes) {
    left = bytes;
  }

  @Override
  public int advance(byte[] octets, int from, int limit) {
    return 0;
  }

  @Override
  public long available() {
    return left;
  }

  @Override
  public void taken(long bytes) {
    left -= bytes;
  }

  @Override
  public boolean hasEnded() {
    return left == 0;
  }

  @Override
  public Headers trailers() {
    return Headers.empty();
  }
}
