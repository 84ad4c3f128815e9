package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {
  @TempDir Path folder;

  @Test
  void switchesBelow_threads_areSummed() throws Exception {
    thread("1", "Name:\tmain\nvoluntary_ctxt_switches:\t10\nnonvoluntary_ctxt_switches:\t3\n");
    thread("2", "voluntary_ctxt_switches:\t200\nnonvoluntary_ctxt_switches:\t0\n");
    Files.createDirectory(folder.resolve("3")); // a thread that has ended since

    assertThat(Costs.switchesBelow(folder)).isEqualTo(213);
  }

  @Test
  void switchesBelow_noSuchFolder_areUnknownAndNotPrinted() {
    double switches = Costs.switchesBelow(folder.resolve("none"));
    Costs costs = new Costs(4, switches, 6).since(new Costs(2, switches, 2)).dividedBy(2);

    assertThat(costs.line()).isEqualTo("cpu=1.000 allocated=2.0");
  }

  private void thread(String id, String status) throws Exception {
    Files.writeString(Files.createDirectory(folder.resolve(id)).resolve("status"), status);
  }
}
