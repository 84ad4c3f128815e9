package jacquard.http.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/*
 * Goal: eight octets at a time find what one at a time finds. Method: each octet at each place of runs
 * of all lengths around eight, then runs of random octets, against the table.
 */
final class EightOctetsTest {
  private static final int LONGEST = 25;
  private static final long SEED = 20_261_127;

  private static int oneByOne(byte[] octets, int from, int to) {
    int i = from;
    while (i < to && !Octets.isControl(octets[i])) {
      i++;
    }
    return i;
  }

  private static void assertFound(byte[] octets, int from, int to) {
    assertThat(EightOctets.firstControl(octets, from, to))
        .as("%s from %d to %d", Arrays.toString(octets), from, to)
        .isEqualTo(oneByOne(octets, from, to));
  }

  @Test
  void firstControl_eachOctetAtEachPlace_isFoundOrPassed() {
    for (int length = 0; length <= LONGEST; length++) {
      for (int place = 0; place < length; place++) {
        for (int octet = 0; octet < 256; octet++) {
          byte[] octets = new byte[length];
          Arrays.fill(octets, (byte) 'a');
          octets[place] = (byte) octet;
          assertFound(octets, 0, length);
        }
      }
    }
  }

  @Test
  void firstControl_randomOctets_isThatOfTheTable() {
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(1, 2 * LONGEST)];
      random.nextBytes(octets);
      for (int i = 0; i < octets.length; i++) {
        // Few controls, or the first one would end each run; many HTAB and octets beyond ASCII.
        boolean isRare = Octets.isControl(octets[i]) && random.nextInt(8) > 0;
        octets[i] = isRare ? (byte) '\t' : octets[i];
      }
      int from = random.nextInt(octets.length);
      assertFound(octets, from, random.nextInt(from, octets.length + 1));
    }
  }

  @Test
  void firstControl_behindTheEnd_isNotSeen() {
    assertFound(new byte[] {'a', 'b', 0, 'c', 'd', 'e', 'f', 'g', 'h', 'i'}, 0, 2);
    assertFound(new byte[] {0, 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', '\n'}, 1, 10);
  }

  @Test
  void at_andOf_readTheSameWord() {
    byte[] octets = {'x', 'H', 'T', 'T', 'P', '/', '1', '.', '1'};
    assertThat(EightOctets.at(octets, 1)).isEqualTo(EightOctets.of("HTTP/1.1"));
  }
}
