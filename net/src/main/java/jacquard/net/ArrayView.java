package jacquard.net;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Buffers over the arrays that callers give: the same one again for the same array. */
final class ArrayView {

  /** A view keeps its array: not one that a caller had to make larger than a usual buffer. */
  private static final int KEPT_MAX = 16 * 1024;

  private ArrayView() {}

  /** {@code last}, if it is a view of {@code array}, else a new one, of the part that is given. */
  static ByteBuffer of(@Nullable ByteBuffer last, byte[] array, int offset, int length) {
    if (last != null && last.arrayOffset() == 0 && last.array() == array) {
      return last.limit(offset + length).position(offset);
    }
    return ByteBuffer.wrap(array, offset, length);
  }

  /** {@code view}, to be the last one; null if it had better not be kept. */
  static @Nullable ByteBuffer kept(ByteBuffer view) {
    return view.capacity() <= KEPT_MAX ? view : null;
  }
}
