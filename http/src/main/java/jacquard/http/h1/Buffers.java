package jacquard.http.h1;

import jacquard.http.HttpLimits;
import java.nio.ByteBuffer;

/** What a connection holds while it serves, and not while it waits: two buffers and a parser. */
final class Buffers {
  static final int BYTES = 8 * 1024;

  final byte[] in = new byte[BYTES];
  final byte[] out = new byte[BYTES];
  final ByteBuffer outView = ByteBuffer.wrap(out);
  final RepeatedHead lastHead = new RepeatedHead();
  final RequestParser parser;

  Buffers(HttpLimits limits) {
    this.parser = new RequestParser(limits);
  }
}
