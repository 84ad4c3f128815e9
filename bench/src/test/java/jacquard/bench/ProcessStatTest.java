package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.ProcessStat.CpuTime;
import jacquard.bench.ProcessStat.Switches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStatTest {
  @TempDir Path folder;

  @Test
  void since_threadsThatCameAndWent_countsTheLivingOnes() {
    Switches before = new Switches(Map.of("1", 100L, "2", 5_000L));
    Switches after = new Switches(Map.of("1", 130L, "3", 7L));

    assertThat(after.since(before)).hasValue(37);
  }

  @Test
  void since_systemThatDoesNotTell_isNotKnown() {
    assertThat(Switches.UNKNOWN.since(Switches.UNKNOWN)).isEmpty();
  }

  @Test
  void switchesOf_status_isTheSumOfBothLinesOrNotKnown() throws Exception {
    Path status = folder.resolve("status");
    Files.writeString(status, "voluntary_ctxt_switches:\t12\nnonvoluntary_ctxt_switches:\t3\n");
    assertThat(ProcessStat.switchesOf(folder)).hasValue(15);

    Files.writeString(status, "Name:\tjava\nThreads:\t1\n");
    assertThat(ProcessStat.switchesOf(folder)).isEmpty();

    Files.delete(status);
    assertThat(ProcessStat.switchesOf(folder)).isEmpty();
  }

  @Test
  void since_cpuTime_isTheDifferenceOfEach() {
    CpuTime used = new CpuTime(3, 5).since(new CpuTime(1, 2));

    assertThat(used).isEqualTo(new CpuTime(2, 3));
    assertThat(used.seconds()).isEqualTo(5);
  }

  @Test
  void now_thisProcess_isCounted() throws Exception {
    assumeThat(Files.isReadable(Path.of("/proc/self/task"))).isTrue();
    ProcessHandle self = ProcessHandle.current();

    assertThat(ProcessStat.switches(self).byThread()).containsKey(Long.toString(self.pid()));
    assertThat(ProcessStat.cpuTime(self).seconds()).isPositive();
    assertThat(ProcessStat.residentBytes(self)).isGreaterThan(10_000_000);
  }
}
