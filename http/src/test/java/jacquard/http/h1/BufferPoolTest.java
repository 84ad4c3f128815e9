package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.HttpLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BufferPoolTest {

  /** As many as the pool keeps: 16 MiB. */
  private static final int KEPT_MAX = 1024;

  private final BufferPool pool = new BufferPool(HttpLimits.defaults());

  private List<Buffers> taken(int count) {
    List<Buffers> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(pool.take());
    }
    return all;
  }

  @Test
  void take_ofWhatWasGiven_comesBackLastFirst() {
    List<Buffers> given = taken(3);
    assertThat(given).doesNotHaveDuplicates();
    given.forEach(pool::give);
    assertThat(taken(3)).containsExactlyElementsOf(given.reversed());
    assertThat(given).doesNotContain(pool.take());
  }

  /** What is outside the heap is not made anew for each slow client: 4 MiB. */
  @Test
  void takePart_allInUse_isNull_untilOneIsGiven() {
    Set<ByteBuffer> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    ByteBuffer used = Objects.requireNonNull(pool.takePart());
    for (ByteBuffer part = used; part != null; part = pool.takePart()) {
      parts.add(part);
    }
    assertThat(parts).hasSize(64).allMatch(ByteBuffer::isDirect);
    assertThat(pool.takePart()).isNull();

    used.position(7).limit(9);
    pool.givePart(used);
    assertThat(pool.takePart()).isSameAs(used).isEqualTo(ByteBuffer.allocate(64 * 1024));
    assertThat(pool.takePart()).isNull();
  }

  /** Each attempt takes the JDK half a second: there is one. */
  @Test
  void takePart_noMemoryOutsideTheHeap_isNull_andNoMoreAreMade() {
    ByteBuffer first = ByteBuffer.allocate(1);
    AtomicInteger attempts = new AtomicInteger();
    BufferPool poor =
        new BufferPool(
            HttpLimits.defaults(),
            _ -> {
              if (attempts.incrementAndGet() > 1) {
                throw new OutOfMemoryError("no memory outside the heap");
              }
              return first;
            });
    assertThat(poor.takePart()).isSameAs(first);
    assertThat(poor.takePart()).isNull();
    assertThat(poor.takePart()).isNull();
    assertThat(attempts).hasValue(2);

    poor.givePart(first);
    assertThat(poor.takePart()).isSameAs(first);
  }

  @Test
  void give_beyondTheLimit_isNotKept() {
    List<Buffers> given = taken(KEPT_MAX + 2);
    given.forEach(pool::give);
    List<Buffers> again = taken(KEPT_MAX);
    assertThat(again).containsExactlyElementsOf(given.subList(0, KEPT_MAX).reversed());
    assertThat(given).doesNotContain(pool.take());
    again.forEach(pool::give);
    assertThat(pool.take()).as("kept once there is room again").isSameAs(again.getLast());
  }
}
