package jacquard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import jacquard.bench.MeasurementException;
import jacquard.bench.Toolchain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM server's process tells what it holds, and what holds its connections is noticed. */
@Timeout(120)
class ServerTest {
  private static final HttpSubject DEFAULT = subject("jacquard-default");

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
      assertThat(server.allocatedBytes().orElseThrow()).isPositive();

      server.end();
      assertThatThrownBy(server::cpuTime)
          .isInstanceOf(MeasurementException.class)
          .hasMessageStartingWith("the server has ended");
    }
  }

  @Test
  void start_serverThatFails_tellsItsLastWords() {
    HttpSubject broken = new HttpSubject.Jvm("broken", "1", "jacquard.bench.Nowhere", List.of());

    assertThatThrownBy(() -> Server.start(broken, JvmSettings.IDLE))
        .isInstanceOf(MeasurementException.class)
        .hasMessageStartingWith("the server ended before it was ready (Error: Could not find")
        .hasMessageEndingWith("jacquard.bench.Nowhere): it printed no 'ready'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jacquard-loop", "jacquard-default"})
  void idleTrial_asManyConnectionsAsMayBe_areAllHeld(String subject) throws Exception {
    // What they cost is for bench/run to tell: other tests run on the machine meanwhile.
    Map<String, Double> growth = IdleTrial.here(HttpWorkload.IDLE).measure(subject(subject));

    assertThat(growth.keySet()).startsWith(HttpUnit.RESIDENT, HttpUnit.HEAP);
    assertThat(growth.get(HttpUnit.HEAP)).isBetween(100.0, 100_000.0);
    assertThat(growth.get(HttpUnit.RESIDENT)).isGreaterThan(growth.get(HttpUnit.HEAP));
  }

  @Test
  void idleTrial_fewDescriptors_saysHowManyConnectionsThatAllowed() throws Exception {
    assertThat(new IdleTrial(HttpWorkload.IDLE, 600).measure(DEFAULT))
        .containsEntry(HttpUnit.CONNECTIONS, 100.0);
    assertThatThrownBy(() -> new IdleTrial(HttpWorkload.IDLE, 500).measure(DEFAULT))
        .isInstanceOf(MeasurementException.class)
        .hasMessage("the limit of descriptors, 500, allows no connections");
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

  private static HttpSubject subject(String name) {
    return HttpSubject.all().stream()
        .filter(any -> any.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
