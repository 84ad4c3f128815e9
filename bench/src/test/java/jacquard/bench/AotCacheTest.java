package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  @TempDir Path folder;

  @Test
  void train_noFolderYet_makesItAndTellsTheJvmWhere() throws Exception {
    AotCache cache = new AotCache(folder.resolve("aot/x.aot"));

    cache.train(options -> write(cache, options));

    assertThat(cache.file()).hasContent("[-XX:AOTCacheOutput=" + cache.file() + "]");
    assertThat(cache.used()).containsExactly("-XX:AOTCache=" + cache.file(), "-XX:AOTMode=on");
  }

  @Test
  void train_jvmThatWritesNone_failsAndLeavesNoneOfBefore() throws Exception {
    AotCache cache = new AotCache(Files.writeString(folder.resolve("x.aot"), "of before"));

    assertThatThrownBy(() -> cache.train(_ -> {}))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("the JVM wrote no AOT cache");
    assertThat(cache.file()).doesNotExist();
  }

  private static void write(AotCache cache, List<String> options) throws MeasurementException {
    try {
      Files.writeString(cache.file(), options.toString());
    } catch (IOException failure) {
      throw new MeasurementException("can't write " + cache.file(), failure);
    }
  }
}
