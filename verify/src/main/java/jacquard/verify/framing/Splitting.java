package jacquard.verify.framing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** In which pieces a message is sent: a parser must not depend on where a segment ends. */
sealed interface Splitting {

  /** Beyond this length not every octet is sent by itself. */
  int OCTETS_MAX = 600;

  /** The ends of the pieces of a message of that length, in order; the last one is its end. */
  List<Integer> ends(int length);

  /** In one piece. */
  record Whole() implements Splitting {
    @Override
    public List<Integer> ends(int length) {
      return List.of(length);
    }
  }

  /** Each octet by itself; of long messages, only the last ones. */
  record Octets() implements Splitting {
    @Override
    public List<Integer> ends(int length) {
      return IntStream.rangeClosed(Math.max(1, length - OCTETS_MAX), length).boxed().toList();
    }
  }

  /** In a few pieces, at places that chance draws. */
  record Chance(long seed) implements Splitting {
    @Override
    public List<Integer> ends(int length) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Integer> ends = new ArrayList<>();
      int pieces = 1 + random.nextInt(4);
      random.ints(pieces, 1, length + 1).sorted().distinct().forEach(ends::add);
      if (ends.getLast() != length) {
        ends.add(length);
      }
      return ends;
    }
  }
}
