package jacquard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class WholeBodyTest {
  private static final int BUFFERED = 8 * 1024 - 100;

  /** A body that comes as fast as it is read, of which some came with the head. */
  private static final class Body implements RequestBody {
    private final int length;
    private final boolean isAnnounced;
    private int given;
    private int reads;

    /** Most bytes of the reader's array beyond four times what has come. */
    private int excess;

    Body(int length, boolean isAnnounced) {
      this.length = length;
      this.isAnnounced = isAnnounced;
    }

    @Override
    public OptionalLong length() {
      return isAnnounced ? OptionalLong.of(length) : OptionalLong.empty();
    }

    @Override
    public int read(byte[] buffer, int offset, int room) {
      excess = Math.max(excess, offset + room - 4 * given);
      if (given == length) {
        return -1;
      }
      boolean fromBuffer = given < BUFFERED;
      int count = Math.min(room, Math.min(length, fromBuffer ? BUFFERED : length) - given);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = (byte) (given + i);
      }
      given += count;
      reads += fromBuffer ? 0 : 1;
      return count;
    }

    @Override
    public Headers trailers() {
      return Headers.of();
    }

    @Override
    public RequestBody limit(long bytes) {
      return this;
    }
  }

  private static void assertWhole(byte[] read, int length) {
    assertThat(read).hasSize(length);
    for (int i = 0; i < length; i++) {
      assertThat(read[i]).isEqualTo((byte) i);
    }
  }

  @Test
  void read_anyLength_isWhole() throws Exception {
    for (int length : new int[] {0, 1, 8_191, 8_192, 8_193, 10_240, 32_768, 65_536, 300_001}) {
      for (boolean isAnnounced : new boolean[] {true, false}) {
        assertWhole(WholeBody.read(new Body(length, isAnnounced)), length);
      }
    }
  }

  @Test
  void read_announced64KiB_takesOneReadBehindWhatCameWithTheHead() throws Exception {
    Body body = new Body(64 * 1024, true);
    assertWhole(WholeBody.read(body), 64 * 1024);
    assertThat(body.reads).isEqualTo(1);
  }

  /** Or one header would make the server keep what the client never sends. */
  @Test
  void read_muchAnnounced_keepsAFewTimesWhatHasCome() throws Exception {
    Body body = new Body(1_000_000, true);
    assertWhole(WholeBody.read(body), 1_000_000);
    assertThat(body.excess).isLessThanOrEqualTo(64 * 1024);
  }
}
