package jacquard.http.h1;

import jacquard.http.Headers;

/**
 * Tells the content of a body from what frames it. Content is taken from the connection in any
 * pieces: up to {@link #available}, then {@link #taken}; {@link #advance} passes over the framing.
 */
sealed interface BodyDecoder permits LengthDecoder, ChunkedDecoder {
  /**
   * Passes over framing, up to the next content or the end, and returns the number of octets
   * passed. If then neither {@link #available} nor {@link #hasEnded}, more octets are needed; those
   * not passed are to be given again.
   */
  int advance(byte[] octets, int from, int limit) throws Malformed;

  /** How many octets of content come next. */
  long available();

  /** Counts octets of content that were taken. */
  void taken(long bytes);

  /** Whether the body has ended. */
  boolean hasEnded();

  /** The trailers of a body that has ended. */
  Headers trailers();
}
