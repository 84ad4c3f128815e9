package jacquard.http.h1;

/** The two buffers that a connection holds while it serves, and not while it waits. */
final class Buffers {
  static final int BYTES = 8 * 1024;

  final byte[] in = new byte[BYTES];
  final byte[] out = new byte[BYTES];
}
