package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.HttpLimits;
import java.util.ArrayList;
import java.util.List;
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
