package jacquard.verify.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted as left behind by the evidence, and what is not. */
class SettlingTest {

  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void last_goneAtALaterLook_isNotLeft() throws Exception {
    Iterator<Long> counts = List.of(1_263L, 700L, 0L).iterator();

    assertThat(Settling.last(counts::next, left -> left == 0, LONG)).isZero();
    assertThat(counts).isExhausted();
  }

  @Test
  void last_goneAtOnce_isAskedOnce() throws Exception {
    Iterator<Long> counts = List.of(0L, 1L).iterator();

    assertThat(Settling.last(counts::next, left -> left == 0, LONG)).isZero();
    assertThat(counts).hasNext();
  }

  @Test
  void last_neverGone_isLeft() throws Exception {
    assertThat(Settling.last(() -> 1_263L, left -> left == 0, Duration.ofMillis(50)))
        .isEqualTo(1_263);
  }
}
