package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Children;
import jacquard.bench.Effort;
import jacquard.bench.peers.jdk.JdkWorkloads;
import jacquard.bench.peers.jox.JoxWorkloads;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every peer on the JVM gives the right answer, at a size that takes no time. */
@Timeout(60)
class CorePeersTest {
  private static final int SIZE = 1_000;

  static Stream<Arguments> peers() {
    Set<CoreWorkload> all = EnumSet.allOf(CoreWorkload.class);
    Set<CoreWorkload> first = EnumSet.range(CoreWorkload.W1, CoreWorkload.W5);
    Set<CoreWorkload> channels = Set.of(CoreWorkload.W2, CoreWorkload.W3, CoreWorkload.W4);
    return Stream.of(
            pairs(new JacquardWorkloads(), all),
            pairs(new HandlerWorkloads(), HandlerWorkloads.WORKLOADS),
            pairs(new JdkWorkloads(), first),
            pairs(new JoxWorkloads(), channels))
        .flatMap(pairs -> pairs);
  }

  private static Stream<Arguments> pairs(CoreWorkloads peer, Set<CoreWorkload> workloads) {
    return workloads.stream().sorted().map(workload -> Arguments.of(peer, workload));
  }

  @ParameterizedTest
  @MethodSource("peers")
  void run_small_givesTheExpectedAnswer(CoreWorkloads peer, CoreWorkload workload)
      throws Exception {
    assertThat(peer.run(workload, SIZE)).isEqualTo(workload.expected(SIZE));
  }

  @Test
  void expected_skynetOfOneMillion_isTheKnownSum() {
    assertThat(CoreWorkload.W5.expected(1_000_000)).isEqualTo(499_999_500_000L);
  }

  @Test
  void command_structuredPreview_runsAndPrintsItsResult() throws Exception {
    CoreSubject structured =
        CoreSubject.all().stream()
            .filter(subject -> subject.name().equals("jdk-structured"))
            .findFirst()
            .orElseThrow();
    Effort tiny = new Effort(1, 1, 0, 0, 1, SIZE);
    List<String> command = structured.command(CoreWorkload.W5, 2, tiny);

    assertThat(Children.output(command, 50)).startsWith("result median=");
  }
}
