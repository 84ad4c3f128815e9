package jacquard.http.syntax;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Octets looked at eight at a time, as one number: the first octet is the lowest. A line is scanned
 * in a third of the time that one look-up an octet takes.
 */
/*
 * The test for a small octet in a word is that of Mycroft (1987): subtracting n from an octet below n
 * borrows, and sets its high bit, which its complement does not clear. A borrow goes on into octets
 * further up, so only the lowest bit that is set tells the truth; that is the one we use.
 *
 * Proved by: EightOctetsTest, against the table of Octets.
 */
public final class EightOctets {
  private static final int COUNT = 8;
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SPACES = 0x20 * EACH;
  private static final long DELETES = 0x7f * EACH;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightOctets() {}

  /** The eight octets from {@code at}, which must be there. */
  public static long at(byte[] octets, int at) {
    return (long) WORD.get(octets, at);
  }

  /** The eight octets of that word, which has as many characters of ASCII. */
  public static long of(String word) {
    return at(word.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /**
   * The index of the first octet between the two for which {@link Octets#isControl}, or {@code to}.
   */
  public static int firstControl(byte[] octets, int from, int to) {
    int i = from;
    while (to - i >= COUNT) {
      long suspects = suspects(at(octets, i));
      if (suspects == 0) {
        i += COUNT;
      } else {
        i += Long.numberOfTrailingZeros(suspects) / Byte.SIZE;
        if (Octets.isControl(octets[i])) {
          return i;
        }
        i++; // HTAB
      }
    }
    while (i < to && !Octets.isControl(octets[i])) {
      i++;
    }
    return i;
  }

  /** The lowest bit that is set is in an octet below SP, or in DEL. */
  private static long suspects(long word) {
    long notDelete = word ^ DELETES;
    long belowSpace = (word - SPACES) & ~word;
    long isDelete = (notDelete - EACH) & ~notDelete;
    return (belowSpace | isDelete) & HIGH_BITS;
  }
}
