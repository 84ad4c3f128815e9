package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.MeasurementException;
import jacquard.bench.Toolchain;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM server's process tells what it holds, and what holds its connections is noticed. */
@Timeout(120)
class ServerTest {
  private static final HttpSubject DEFAULT =
      HttpSubject.all().stream()
          .filter(subject -> subject.name().equals("jacquard-default"))
          .findFirst()
          .orElseThrow();

  @BeforeEach
  void needsTaskset() {
    assumeThat(Toolchain.missing("taskset", "apt install util-linux")).isEmpty();
  }

  @Test
  void start_jvm_tellsItsMemoryAndEndsWithItsInput() throws Exception {
    try (Server server = Server.start(DEFAULT, JvmSettings.IDLE)) {
      assertThat(server.heapBytes().orElseThrow()).isPositive().isLessThan(64_000_000);
      assertThat(server.residentBytes()).isGreaterThan(server.heapBytes().orElseThrow());
      assertThat(server.cpuTime().seconds()).isPositive();

      server.end();
      assertThatThrownBy(server::cpuTime)
          .isInstanceOf(MeasurementException.class)
          .hasMessageStartingWith("the server has ended");
    }
  }

  @Test
  void idleConnections_held_growTheServerByEach() throws Exception {
    Map<String, Double> growth = new IdleTrial(HttpWorkload.IDLE, 200, 1_000).measure(DEFAULT);

    assertThat(growth).containsOnlyKeys(HttpUnit.RESIDENT, HttpUnit.HEAP);
    assertThat(growth.get(HttpUnit.HEAP)).isBetween(100.0, 100_000.0);
  }

  @Test
  void idleConnections_ofAnotherServer_areNotHeld() throws Exception {
    int other = new JacquardServer().start();
    try (Server server = Server.start(DEFAULT, JvmSettings.IDLE);
        IdleConnections connections = new IdleConnections(HttpWorkload.IDLE, other)) {
      connections.open(500);

      assertThatThrownBy(() -> connections.checkHeld(server))
          .isInstanceOf(MeasurementException.class)
          .hasMessageEndingWith("connections of 500");
    }
  }
}
