package jacquard.verify.storms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class TrapsTest {

  private static final String RECEIVE =
      "cid=1712     level=4 jacquard.chan.BoundedChannel.receive()Ljava/lang/Object; trap_bci=9 "
          + "unstable_if reinterpret pc=0x00007f3b1cd2b2c4 relative_pc=0x00000000000001a4\n";
  private static final String LOOP =
      "cid=  88 osr level=4 jacquard.internal.loop.Runner.live()V trap_bci=24 osr_bci=7 "
          + "class_check maybe_recompile pc=0x00007f3b1cd2b2c4 relative_pc=0x00000000000001a4\n";

  @Test
  void of_aLine_hasItsMethodAndReason() throws IOException {
    assertThat(read(RECEIVE).bySite())
        .containsExactly(entry("jacquard.chan.BoundedChannel.receive @9 unstable_if", 1L));
  }

  @Test
  void of_aLineOfAReplacedLoop_hasTheReasonToo() throws IOException {
    assertThat(read(LOOP).bySite())
        .containsExactly(entry("jacquard.internal.loop.Runner.live @24 class_check", 1L));
  }

  @Test
  void of_otherLines_areNotCounted() throws IOException {
    Traps traps = read("a warning of the JVM\n" + RECEIVE + LOOP + RECEIVE);

    assertThat(traps.total()).isEqualTo(3);
    assertThat(traps.most(1))
        .isEqualTo("3 deoptimizations (2 jacquard.chan.BoundedChannel.receive @9 unstable_if)");
  }

  private static Traps read(String log) throws IOException {
    return Traps.of(new BufferedReader(new StringReader(log)));
  }
}
