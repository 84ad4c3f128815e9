package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class EarlyOctetsTest {

  @RepeatedTest(20)
  void putAndTaken_inAnyPortions_comeOutInOrder() {
    long seed = System.nanoTime();
    SplittableRandom chance = new SplittableRandom(seed);
    EarlyOctets early = new EarlyOctets();
    Deque<Byte> expected = new ArrayDeque<>();
    byte next = 0;
    for (int step = 0; step < 1_000; step++) {
      if (chance.nextBoolean() && !early.isFull()) {
        ByteBuffer room = early.room();
        assertThat(room.hasRemaining()).as("room; seed %d", seed).isTrue();
        for (int n = chance.nextInt(room.remaining()) + 1; n > 0; n--) {
          expected.add(next);
          room.put(next++);
        }
      } else {
        byte[] some = new byte[chance.nextInt(1, 2_000)];
        boolean asBuffer = chance.nextBoolean();
        int count = asBuffer ? early.take(ByteBuffer.wrap(some)) : early.take(some, 0, some.length);
        assertThat(count).as("seed %d", seed).isEqualTo(Math.min(some.length, expected.size()));
        for (int i = 0; i < count; i++) {
          assertThat(some[i]).as("seed %d", seed).isEqualTo(expected.remove());
        }
      }
      assertThat(early.isEmpty()).as("seed %d", seed).isEqualTo(expected.isEmpty());
    }
  }

  @Test
  void filled_holdsTheLimitAndNoMore() {
    EarlyOctets early = new EarlyOctets();
    int total = 0;
    while (!early.isFull()) {
      ByteBuffer room = early.room();
      total += room.remaining();
      room.position(room.limit());
    }
    assertThat(total).isEqualTo(EarlyOctets.LIMIT);
  }
}
